import type { Permission } from '@wangjian/core/permissions.ts';
import type { RegionTree } from '@wangjian/core/regions.ts';
import type { z } from 'zod';
import { z as zod } from 'zod';
import { type Actor, may, scopeOf } from '../../platform/actor.ts';
import { inScope } from '../../platform/scope.ts';
import { readCase } from '../../platform/use-case.ts';
import { countInReview } from '../cases/service.ts';
import { countDue } from '../deadlines/service.ts';
import { countWaiting } from '../documents/service.ts';
import { countOpenBySite, countPending, ruleBook } from '../findings/service.ts';
import { countLeads, countOpenLeadsBySite, leadQueues, newestLeads, presentLeads } from '../leads/service.ts';
import { listRunning } from '../patrols/service.ts';
import { countByRegion, countToConfirm } from '../registry/service.ts';
import { countArrivals } from '../transfers/service.ts';
import * as contract from './contract.ts';

export { countLines } from './annex2/count.ts';
export { annex2File } from './annex2/export.ts';
export { inTenThousands } from './annex2/layout.ts';
export { annex2Table } from './annex2/lines.ts';
export { unitByCode } from './annex2/unit.ts';

type Workbench = z.input<NonNullable<typeof contract.getWorkbench.result>>;

/** What waits for the reader's unit, each opening its list. */
const LEAD_QUEUES = {
  'to-sign': '待签收线索',
  'to-check': '待核查线索',
  'to-report': '待反馈线索',
  'to-review': '待审核线索',
  'to-close': '待办结线索',
  returned: '被退回线索',
} as const;

const sum = (rows: readonly { count: number }[]) => rows.reduce((total, { count }) => total + count, 0);

/** What the reader may only look at is no to-do of theirs. */
const toneFor = (actor: Actor, permission: Permission) => (may(actor, permission) ? 'attention' : 'plain');

/** Regions in which an actor holds a permission, within one region when it is given. */
function regionsSeen(
  actor: Actor,
  permission: Permission,
  regions: RegionTree,
  region: string | undefined,
): ReadonlySet<string> {
  const scope = scopeOf(actor, permission, regions);
  const asked = region === undefined ? regions.all.map(({ code }) => code) : regions.within(region);
  return new Set(asked.filter((code) => inScope(scope, { bureau: regions.bureauOf(code), region: code })));
}

/** 工作台: what waits for the reader now; only counts whose lists the reader may open. */
export const getWorkbench = readCase({
  action: 'report.workbench',
  title: '工作台',
  permission: 'session',
  input: contract.getWorkbench.query!,
  async run(context, { region }) {
    const { tx, actor, regions } = context;
    const visible = new Map<Permission, ReadonlySet<string>>(
      (
        [
          'finding.read',
          'lead.read',
          'registry.read',
          'patrol.read',
          'deadline.read',
          'transfer.read',
          'document.read',
          'case.review',
        ] as const
      ).map((permission) => [permission, regionsSeen(actor, permission, regions, region)]),
    );
    /** The rows that the reader sees with a permission: the transaction sees all regions of all the reader's grants. */
    const seen = <Row extends { region: string }>(permission: Permission, rows: readonly Row[]) => {
      const codes = visible.get(permission);
      return rows.filter((row) => codes?.has(row.region));
    };
    const bureausOf = (permission: Permission) => [
      ...new Set([...(visible.get(permission) ?? [])].map((code) => regions.bureauOf(code))),
    ];
    const counts: Workbench['counts'][number][] = [];
    const book = ruleBook();
    const findings = may(actor, 'finding.read')
      ? seen('finding.read', await countPending(tx, bureausOf('finding.read')))
      : [];
    const leads = may(actor, 'lead.read')
      ? seen('lead.read', await countLeads(tx, bureausOf('lead.read')))
      : [];
    const at = region === undefined ? '' : `&region=${region}`;
    if (may(actor, 'finding.read')) {
      counts.push({
        id: 'findings-pending',
        name: '待甄别发现',
        value: sum(findings.filter(({ status }) => status === 'pending')),
        opens: `/findings?status=pending${at}`,
        tone: toneFor(actor, 'finding.triage'),
      });
    }
    if (may(actor, 'lead.read')) {
      counts.push({
        id: 'leads-sorting',
        name: '待梳理线索',
        value: sum(leads.filter(({ status }) => status === 'sorting')),
        opens: `/leads?status=sorting${at}`,
        tone: toneFor(actor, 'lead.sort'),
      });
      counts.push({
        id: 'leads-accepted',
        name: '待分派线索',
        value: sum(leads.filter(({ status }) => status === 'accepted')),
        opens: `/leads?status=accepted${at}`,
        tone: toneFor(actor, 'lead.dispatch'),
      });
    }
    if (may(actor, 'lead.read')) {
      const queues = await leadQueues(context, [...visible.get('lead.read')!]);
      for (const [queue, name] of Object.entries(LEAD_QUEUES))
        counts.push({
          id: `leads-${queue}`,
          name,
          value: queues.get(queue as keyof typeof LEAD_QUEUES) ?? 0,
          opens: `/leads?queue=${queue}${at}`,
          tone: queue === 'returned' ? 'danger' : 'attention',
        });
    }
    if (may(actor, 'transfer.read')) {
      const arrived = sum(seen('transfer.read', await countArrivals(tx)));
      // Rare beside the rest: named only while one waits.
      if (arrived > 0)
        counts.push({
          id: 'transfers-arrived',
          name: '待签收来函',
          value: arrived,
          opens: `/transfers?direction=in&status=sent${at}`,
          tone: 'attention',
        });
    }
    if (may(actor, 'case.review'))
      counts.push({
        id: 'cases-reviewing',
        name: '待审核案件',
        value: sum(seen('case.review', await countInReview(tx))),
        opens: `/cases?state=reviewing${at}`,
        tone: 'attention',
      });
    if (may(actor, 'document.read')) {
      const waiting = sum(seen('document.read', await countWaiting(tx, actor)));
      // Who decides on documents looks for this number first; others have it while a draft of theirs lies.
      if (waiting > 0 || may(actor, 'document.approve'))
        counts.push({
          id: 'documents-waiting',
          name: '待我办理文书',
          value: waiting,
          opens: `/documents?mine=true${at}`,
          tone: 'attention',
        });
    }
    if (may(actor, 'deadline.read')) {
      const due = seen('deadline.read', await countDue(tx, context.clock.now()));
      counts.push({
        id: 'deadlines-near',
        name: '即将超期',
        value: due.reduce((total, { near }) => total + near, 0),
        opens: `/deadlines?near=true${at}`,
        tone: 'attention',
      });
      counts.push({
        id: 'deadlines-overdue',
        name: '已超期',
        value: due.reduce((total, { overdue }) => total + overdue, 0),
        opens: `/deadlines?overdue=true${at}`,
        tone: 'danger',
      });
    }
    if (may(actor, 'registry.read')) {
      const toConfirm = seen('registry.read', await countToConfirm(tx));
      counts.push({
        id: 'sites-pending',
        name: '待人工确认主体',
        value: sum(toConfirm),
        opens: `/registry?confirmStatus=pending${at}`,
        tone: 'plain',
      });
    }
    const running = may(actor, 'patrol.read') ? seen('patrol.read', await listRunning(tx)) : [];
    const newest = may(actor, 'lead.read')
      ? await presentLeads(context, await newestLeads(tx, [...visible.get('lead.read')!], 8))
      : [];
    const categories = [...book.catalog.categories].map(([category, name]) => ({
      category,
      name,
      findings: sum(
        findings.filter(
          (row) => row.category === category && row.status !== 'rejected' && row.status !== 'merged',
        ),
      ),
      // A lead with several violations of one category counts once, as in the list that the number opens.
      leads: sum(
        leads.filter(({ violations }) =>
          violations.some((violation) => book.categoryOf(violation) === category),
        ),
      ),
    }));
    const sites = may(actor, 'registry.read') ? seen('registry.read', await countByRegion(tx)) : [];
    // A row for the region looked at, with all that lies in it as in the list that its numbers open, and one for each of
    // the regions right below.
    const top = region ?? (actor.kind === 'officer' ? actor.region : undefined);
    const rowOf = (code: string) => {
      const up = regions.ancestors(code);
      const at = top === undefined ? -1 : up.indexOf(top);
      return at > 0 ? (up[at - 1] ?? code) : code;
    };
    const wide = new Set(top === undefined ? [] : regions.within(top));
    const inRow = (code: string) => (row: { readonly region: string }) =>
      code === top ? wide.has(row.region) : rowOf(row.region) === code;
    const filled = new Set([...sites, ...leads].map((row) => rowOf(row.region)));
    const inner = [...filled].filter((code) => code !== top).toSorted();
    const codes = top !== undefined && filled.size > 0 ? [top, ...inner] : inner;
    const result: Workbench = {
      counts,
      runningPatrols: running.map((row) => ({
        id: row.id,
        name: row.name,
        pages: row.pages ?? 0,
        findings: row.findings ?? 0,
        sites: row.sites ?? 0,
        sitesDone: row.sites_done ?? 0,
      })),
      newestLeads: newest.map(({ id, number, title, siteName, registeredAt }) => ({
        id,
        number,
        title,
        siteName,
        registeredAt,
      })),
      byCategory: categories.filter((row) => row.findings > 0 || row.leads > 0),
      byRegion: codes.map((code) => ({
        region: code,
        name: `${regions.find(code)?.name ?? code}${code === top && inner.length > 0 ? '合计' : ''}`,
        sites: sites.filter(inRow(code)).reduce((total, row) => total + row.sites, 0),
        leads: sum(leads.filter(inRow(code))),
      })),
    };
    return { result, audit: 'plain' };
  },
});

export const listRegions = readCase({
  action: 'region.list',
  title: '可见区划',
  permission: 'session',
  input: zod.undefined(),
  async run({ actor, regions }) {
    const granted =
      actor.kind === 'officer' ? [actor.region, ...actor.grants.map(({ region }) => region)] : [];
    const codes = new Set(granted.flatMap((code) => regions.within(code)));
    const items = regions.all
      .filter(({ code }) => codes.has(code))
      .map(({ code, name, parent, level }) => ({
        code,
        name,
        parent: parent !== null && codes.has(parent) ? parent : null,
        level,
      }));
    return { result: { items }, audit: 'plain' };
  },
});

export const getSiteCounts = readCase({
  action: 'report.site-counts',
  title: '主体的发现数和线索数',
  permission: 'registry.read',
  input: contract.getSiteCounts.body!,
  async run({ tx }, { siteIds }) {
    const findings = new Map((await countOpenBySite(tx, siteIds)).map((row) => [row.site_id, row.count]));
    const leads = new Map((await countOpenLeadsBySite(tx, siteIds)).map((row) => [row.site_id, row.count]));
    return {
      result: {
        items: siteIds.map((siteId) => ({
          siteId,
          openFindings: findings.get(siteId) ?? 0,
          openLeads: leads.get(siteId) ?? 0,
        })),
      },
      audit: 'plain',
    };
  },
});
