import type { CitedArticle } from '@wangjian/core/finding.ts';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import type { RegionTree } from '@wangjian/core/regions.ts';
import { z } from 'zod';
import { may } from '../../platform/actor.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import { readCase, useCase } from '../../platform/use-case.ts';
import { siteLabels } from '../registry/service.ts';
import * as contract from './contract.ts';
import { allowedActions } from './lifecycle.ts';
import { citations, fineInWords, presentFinding } from './present.ts';
import { ruleBook } from './rule-book.ts';
import { recentPrecision, ruleStatistics } from './statistics-store.ts';
import { type FindingRow, getFindingRow, getPolicy, listFindingRows, pagesOf, savePolicy } from './store.ts';

export { findingsFound } from './countable.ts';
export { confirmFindings, mergeFindings, rejectFindings, reopenFindings } from './decide.ts';
export { judgeLeadFindings, moveLeadFindings } from './lead-verdict.ts';
export { fineInWords } from './present.ts';
export { recordFindings, type ScreenedPage } from './record-findings.ts';
export { ruleBook } from './rule-book.ts';
export { seenAgain } from './seen-again.ts';
export { countPending } from './statistics-store.ts';
export {
  countByLead,
  countLeadsOfPatrols,
  countOpenBySite,
  findingIdsOfLead,
  findingViolations,
  moveToLead,
  openFindingsOfSite,
  setLead,
  takeBackToLead,
  violationsOf,
} from './store.ts';

/** Findings as lists show them, with the names of their sites. */
export async function presentFindings(tx: ScopedTx, regions: RegionTree, rows: readonly FindingRow[]) {
  const labels = await siteLabels(
    tx,
    rows.map(({ bureau }) => bureau),
    rows.map(({ site_id }) => site_id),
  );
  return rows.map((row) => presentFinding(row, labels, regions));
}

export const listFindings = readCase({
  action: 'finding.list',
  title: '查看发现列表',
  permission: 'finding.read',
  input: contract.listFindings.query!,
  async run({ tx, regions }, query) {
    const { items, total } = await listFindingRows(
      tx,
      query,
      query.region === undefined ? undefined : regions.within(query.region),
    );
    return { result: { items: await presentFindings(tx, regions, items), total }, audit: 'plain' };
  },
});

export const getFinding = readCase({
  action: 'finding.read',
  title: '查看发现',
  permission: 'finding.read',
  input: contract.getFinding.params!,
  async run({ tx, regions, actor }, { id }) {
    const row = await getFindingRow(tx, id);
    const [item] = await presentFindings(tx, regions, [row]);
    const type = ruleBook().catalog.violations.get(row.violation);
    return {
      result: {
        ...item!,
        articles: citations(row.articles as CitedArticle[]),
        penaltyArticle: type
          ? type.penalty.map(({ law, article }) => `《${law}》${article}`).join('；') || null
          : null,
        fine: type ? fineInWords(type.fine) : null,
        penaltyUnverified: type ? type.source !== 'text' : true,
        context: { text: row.context_text, start: row.context_start, end: row.context_end },
        pages: (await pagesOf(tx, id)).map(({ url, title, at }) => ({ url, title, at: at.toISOString() })),
        decidedBy: row.decided_by_name,
        decidedAt: row.decided_at?.toISOString() ?? null,
        rejectReason: row.reject_reason as z.infer<typeof contract.RejectReason> | null,
        note: row.note,
        rulePrecision: await recentPrecision(tx, row.rule),
        allowed: may(actor, 'finding.triage') ? allowedActions(row.status) : [],
      },
      audit: 'plain',
    };
  },
});

export const listRules = readCase({
  action: 'rule.list',
  title: '查看规则',
  permission: 'rule.read',
  input: z.undefined(),
  async run({ tx, clock }) {
    const statistics = Map.groupBy(await ruleStatistics(tx), ({ rule }) => rule);
    const book = ruleBook();
    const on = dayInChina(clock.now());
    const items = book.catalog.rules.map(({ document }) => {
      const rows = statistics.get(document.id) ?? [];
      const sum = (keep: (row: (typeof rows)[number]) => boolean) =>
        rows.filter(keep).reduce((total, row) => total + row.count, 0);
      const rejected = rows.filter(({ status }) => status === 'rejected');
      return {
        id: document.id,
        title: document.title,
        area: document.id.split('/')[0]!,
        version: document.version,
        status: document.status,
        level: document.level,
        violation: document.violation,
        violationName: book.violationName(document.violation),
        categoryName: book.categoryName(book.categoryOf(document.violation)),
        articles: citations(book.articlesOf(document, on)),
        hits: sum(() => true),
        // What a rule confirmed by itself says nothing about its precision.
        confirmed: sum(({ status, automatic }) => status === 'confirmed' && !automatic),
        rejected: sum(({ status }) => status === 'rejected'),
        rejectReasons: Object.fromEntries(
          rejected.map(({ reject_reason: reason }) => [
            reason ?? 'other',
            rejected
              .filter((row) => row.reject_reason === reason)
              .reduce((total, row) => total + row.count, 0),
          ]),
        ),
      };
    });
    return { result: { items }, audit: 'plain' };
  },
});

export const listViolations = readCase({
  action: 'violation.list',
  title: '查看违法行为类型',
  permission: 'session',
  input: z.undefined(),
  async run() {
    const book = ruleBook();
    const items = [...book.catalog.violations.values()].map(({ id, name, category }) => ({
      id,
      name,
      category,
      categoryName: book.categoryName(category),
    }));
    return { result: { items }, audit: 'plain' };
  },
});

export const getFindingPolicy = readCase({
  action: 'finding.policy.read',
  title: '查看发现的处置方式',
  permission: 'rule.read',
  input: z.undefined(),
  async run({ tx, actor }) {
    return { result: await getPolicy(tx, actor.bureau), audit: 'plain' };
  },
});

export const saveFindingPolicy = useCase({
  action: 'finding.policy',
  title: '设置发现的处置方式',
  permission: 'rule.configure',
  input: contract.FindingPolicy,
  async run({ tx, actor }, policy) {
    const before = await getPolicy(tx, actor.bureau);
    await savePolicy(tx, actor.bureau, policy);
    return { result: await getPolicy(tx, actor.bureau), audit: { on: null, before, after: policy } };
  },
});

/** Screening of a pasted text with the same rules (文本筛查). */
export const screenText = readCase({
  action: 'rule.screen',
  title: '文本筛查',
  permission: 'rule.read',
  input: contract.screenText.body!,
  async run({ clock }, { text, kind }) {
    const book = ruleBook();
    const found = book.screener.screenText({ text, kind, on: dayInChina(clock.now()) });
    const findings = found.map((finding) => ({
      ...finding,
      ruleTitle: book.ruleTitle(finding.rule),
      violationName: book.violationName(finding.violation),
      articles: citations(finding.articles),
    }));
    return { result: { findings }, audit: 'plain' };
  },
});
