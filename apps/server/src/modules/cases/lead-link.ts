import { AppError } from '@wangjian/core/errors.ts';
import type { ReadContext, WriteContext } from '../../platform/use-case.ts';
import { holdLead, leadOf, resolveLead } from '../leads/service.ts';
import { penaltiesInWords } from './party-facts.ts';
import type { PartyRow } from './party-store.ts';
import { type CaseRow, casesOfLead } from './store.ts';

/** The 案源登记号 of the lead that a case came from. */
export async function leadNumberOf(
  { tx }: Pick<ReadContext, 'tx'>,
  leadId: string | null,
): Promise<string | null> {
  if (leadId === null) return null;
  const number = await leadOf(tx, leadId).then(
    (lead) => lead.number,
    // A lead may have been handed to another region since: the case stays with its officers.
    (error: unknown) => {
      if (error instanceof AppError && error.code === 'not_found') return null;
      throw error;
    },
  );
  return number;
}

const UNSORTED: ReadonlySet<string> = new Set(['sorting', 'dismissed', 'merged']);

/** A lead becomes one case: the one that runs already is named. 线索核查 runs on until the filing is decided. */
export async function refuseSecondCase({ tx }: Pick<ReadContext, 'tx'>, leadId: string): Promise<void> {
  const lead = await leadOf(tx, leadId);
  if (UNSORTED.has(lead.status))
    throw new AppError('conflict', `线索 ${lead.number} 还没有采纳，请先梳理采纳，再登记为案件`);
  const [other] = await casesOfLead(tx, leadId);
  if (other) throw new AppError('conflict', `该线索已经登记为案件“${other.title}”，请打开该案件继续办理`);
}

/** Filing was approved: the lead is held by the case, and 线索核查 has met its end (程序规定 art. 18). */
export async function leadFiled(context: WriteContext, row: CaseRow, number: string | null): Promise<void> {
  if (row.lead_id === null) return;
  await holdLead(context, row.lead_id, {
    by: 'case',
    recordId: row.id,
    title: number === null ? row.title : `${row.title}（${number}）`,
  });
}

/** The case has ended: its result becomes the feedback of the lead. */
export async function leadEnded(
  context: WriteContext,
  row: CaseRow,
  parties: readonly PartyRow[],
  why: string,
): Promise<void> {
  if (row.lead_id === null) return;
  const refused = row.outcome === null;
  await resolveLead(context, row.lead_id, {
    by: refused ? 'no-violation' : row.outcome === 'other-agency' ? 'transfer' : 'case',
    recordId: row.id,
    facts: refused ? `不予立案：${why}` : (row.facts ?? row.summary),
    handling: refused ? null : penaltiesInWords(parties) || why,
    reference: row.decision_number ?? row.number,
    reason: refused ? why : null,
    ...(refused
      ? { result: why.startsWith('没有违法事实') ? ('not-a-violation' as const) : ('no-penalty' as const) }
      : {}),
  });
}
