import { dayInChina } from '@wangjian/core/plain-date.ts';
import { on } from '../../platform/events.ts';
import { linkEvidence } from '../evidence/service.ts';
import { type ConfirmedFinding, findingsConfirmed, findingsWithdrawn } from '../findings/events.ts';
import { findingViolations, ruleBook, setLead, violationsOf } from '../findings/service.ts';
import { siteLabels } from '../registry/service.ts';
import { registerLead, writeEvent } from './register.ts';
import { getLeadRow, saveLead, sortingLeadOf, wasEdited } from './store.ts';

/** What the form of a lead holds (contract.ts). */
const MAX_CONTENT = 5000;
const MAX_PARTY = 100;
const MAX_URL = 2000;

/** 案源内容: what was found, sentence by sentence, with the page that it stands on. */
function contentOf(findings: readonly ConfirmedFinding[]): string {
  const lines = findings.map(({ violation, quote, term, why, url }) => {
    const words =
      quote === ''
        ? why
        : `“${quote.length > 120 ? `${quote.slice(0, 120)}…` : quote}”${term === '' ? '' : `（用语：${term}）`}`;
    return `【${ruleBook().violationName(violation)}】${words} ${url}`;
  });
  return lines.join('\n').slice(0, MAX_CONTENT);
}

function titleOf(site: string, violations: readonly string[]): string {
  const first = ruleBook().violationName(violations[0]!);
  const words = violations.length > 1 ? `${first.replace(/等$/, '')}等${violations.length}类问题` : first;
  return `${site}涉嫌${words}`.slice(0, 120);
}

const union = (one: readonly string[], other: readonly string[]) => [...new Set([...one, ...other])];

/** Confirmed findings join the site's lead that is still being sorted, or open one (ADR 0003). */
const openLead = on(findingsConfirmed, {
  action: 'lead.open',
  title: '由监测发现登记线索',
  async run(context, { bureau, region, siteId, patrolId, findings, note }) {
    const { tx, clock } = context;
    const violations = [...new Set(findings.map(({ violation }) => violation))];
    const known = await sortingLeadOf(tx, bureau, siteId);
    const site = (await siteLabels(tx, [bureau], [siteId])).get(siteId);
    const name = site?.operatorName ?? site?.name ?? '某网站';
    let id: string;
    if (known) {
      id = known.id;
      const all = union(known.violations, violations);
      await saveLead(tx, known, {
        violations: all,
        content: `${known.content}\n${contentOf(findings)}`.slice(0, MAX_CONTENT),
        // A title that an officer wrote stays.
        ...((await wasEdited(tx, known)) ? {} : { title: titleOf(name, all) }),
        party: known.party ?? site?.operatorName?.slice(0, MAX_PARTY) ?? null,
        uscc: known.uscc ?? site?.uscc ?? null,
      });
      await writeEvent(context, known, 'join', `新增 ${findings.length} 条发现${note ? `：${note}` : ''}`);
    } else {
      id = await registerLead(
        context,
        {
          bureau,
          region,
          title: titleOf(name, violations),
          source: 'patrol',
          site_id: siteId,
          party: site?.operatorName?.slice(0, MAX_PARTY) ?? null,
          uscc: site?.uscc ?? null,
          party_address: null,
          party_phone: null,
          url: findings[0]!.url.slice(0, MAX_URL),
          informant: null,
          informant_phone: null,
          found_on: dayInChina(clock.now()),
          content: contentOf(findings),
          violations,
          patrol_id: patrolId,
        },
        note || `${findings.length} 条监测发现`,
      );
    }
    await setLead(
      tx,
      bureau,
      findings.map((finding) => finding.id),
      id,
    );
    for (const { evidenceId } of findings)
      if (evidenceId !== null) await linkEvidence(tx, { bureau, evidence_id: evidenceId, on_id: id, region });
    return { audit: { on: id, after: { findings: findings.length, violations } } };
  },
});

/** Findings that were withdrawn leave their lead; one that has none left is closed as 不予处理. */
const loseFindings = on(findingsWithdrawn, {
  action: 'lead.lose-findings',
  title: '发现撤回',
  async run(context, { leadId, findingIds, why }) {
    const { tx } = context;
    const lead = await getLeadRow(tx, leadId);
    const left = new Set(await findingViolations(tx, lead.bureau, leadId));
    const gone = new Set(await violationsOf(tx, lead.bureau, findingIds));
    // What an officer added by hand, or what came from a merged lead, stays.
    const violations = lead.violations.filter((violation) => left.has(violation) || !gone.has(violation));
    const empty = violations.length === 0 && lead.status === 'sorting' && lead.source === 'patrol';
    await saveLead(tx, lead, {
      ...(lead.status === 'sorting' ? { violations } : {}),
      ...(empty ? { status: 'dismissed' as const } : {}),
    });
    await writeEvent(
      context,
      lead,
      empty ? 'dismiss' : 'comment',
      `撤回 ${findingIds.length} 条发现：${why}`,
    );
    return {
      audit: {
        on: leadId,
        why,
        before: { status: lead.status },
        after: { status: empty ? 'dismissed' : lead.status },
      },
    };
  },
});

export const events = [openLead, loseFindings];
