import { AppError } from '@wangjian/core/errors.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import { maskedText } from '../documents/service.ts';
import { dayInWords } from './document-words.ts';
import { penaltiesInWords } from './party-facts.ts';
import { partiesOf } from './party-store.ts';
import { personsOf } from './present-party.ts';
import { type CaseRow, getCaseRow } from './store.ts';
import type { CasesTables } from './tables.ts';

/** A case that was closed with a penalty: one that may be told to others (典型案例). */
export interface ClosedPenalty {
  readonly id: string;
  readonly number: string | null;
  readonly title: string;
  readonly region: string;
  readonly orgName: string;
  readonly orgId: string | null;
  readonly closedOn: string;
  readonly fineFen: number;
  readonly decisionDocument: string;
  readonly decisionNumber: string;
}

function asClosed(row: CaseRow): ClosedPenalty | undefined {
  const { closed_on: closedOn, outcome, decision_document: document, decision_number: number } = row;
  if (closedOn === null || outcome !== 'penalty' || document === null || number === null) return undefined;
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    region: row.region,
    orgName: row.org_name,
    orgId: row.org_id,
    closedOn,
    fineFen: row.fine_fen + row.forfeit_fen,
    decisionDocument: document,
    decisionNumber: number,
  };
}

/** Those of the cases that were closed with a penalty, the latest first. */
export async function casesClosedWithPenalty(
  tx: ScopedTx,
  bureau: string,
  ids: readonly string[],
): Promise<ClosedPenalty[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .withTables<CasesTables>()
    .selectFrom('cases')
    .selectAll()
    .where('bureau', '=', bureau)
    .where('id', 'in', [...ids])
    .orderBy('closed_on', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.flatMap((row) => asClosed(row) ?? []);
}

/**
 * A closed case with what is told of it, personal data masked as in the copy for publication; `hide` does the same to
 * words that an officer writes of it. `conflict` for a case that is not closed or ended without a penalty.
 */
export async function closedPenalty(
  tx: ScopedTx,
  id: string,
): Promise<ClosedPenalty & { readonly told: string; hide(words: string): string }> {
  const row = await getCaseRow(tx, id);
  const closed = asClosed(row);
  if (!closed)
    throw new AppError('conflict', '只有已经结案、作出行政处罚并有处罚决定书的案件可以选作典型案例', {
      allowed: [],
    });
  const parties = await partiesOf(tx, [id]);
  const hide = (words: string) => maskedText(words, personsOf(parties));
  const penalties = penaltiesInWords(parties);
  const decided = penalties === '' ? '' : `${dayInWords(row.decided_on)}，依法作出行政处罚：${penalties}。`;
  return {
    ...closed,
    title: hide(closed.title),
    told: hide([row.facts ?? row.summary, decided].filter(Boolean).join('\n')),
    hide,
  };
}
