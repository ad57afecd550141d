import type { MatterKind } from '@wangjian/core/case.ts';
import { containing, type ListPage, listPage } from '../../platform/listing.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import type { MatterState } from './matter-lifecycle.ts';
import type { CasesTables } from './tables.ts';

/** Matters of a case that go out as letters to others. */
const LETTERS = [
  'assistance',
  'courier',
  'platform',
  'police',
  'other-agency',
  'close-website',
  'licence-notice',
  'abnormal-list',
] as const satisfies readonly MatterKind[];

interface LetterFilters {
  readonly q?: string | undefined;
  readonly state?: readonly string[] | undefined;
  readonly kind?: readonly string[] | undefined;
}

function letters(tx: ScopedTx, filters: LetterFilters) {
  let rows = tx
    .withTables<CasesTables>()
    .selectFrom('case_matters as m')
    .innerJoin('cases as c', (join) =>
      join.onRef('c.bureau', '=', 'm.bureau').onRef('c.id', '=', 'm.case_id'),
    )
    .select(['m.id', 'm.case_id', 'm.kind', 'm.title', 'm.counterpart', 'm.state'])
    .select(['m.opened_on', 'm.result_on', 'm.result', 'c.title as case_title'])
    .where('m.kind', 'in', LETTERS);
  if (filters.kind) rows = rows.where('m.kind', 'in', filters.kind as MatterKind[]);
  if (filters.state) rows = rows.where('m.state', 'in', filters.state as MatterState[]);
  if (filters.q) {
    const like = containing(filters.q);
    rows = rows.where((where) =>
      where.or([
        where('m.title', 'ilike', like),
        where('m.counterpart', 'ilike', like),
        where('c.title', 'ilike', like),
      ]),
    );
  }
  return rows;
}

/** One page of what cases sent to others (协查、移送公安、抄告 …), the newest first, and the count of all. */
export async function caseLetters(tx: ScopedTx, query: ListPage & LetterFilters) {
  return await listPage(letters(tx, query), query, {
    sortable: { openedOn: 'm.opened_on', counterpart: 'm.counterpart', state: 'm.state' },
    initial: '-openedOn',
    tieBreak: 'm.id',
  });
}

/** All of them that match, for exports. */
export function allCaseLetters(tx: ScopedTx, filters: LetterFilters) {
  return letters(tx, filters).orderBy('m.opened_on').orderBy('m.id');
}
