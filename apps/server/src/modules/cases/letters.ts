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

/** One page of what cases sent to others (协查、移送公安、抄告 …), the newest first, and the count of all. */
export async function caseLetters(
  tx: ScopedTx,
  query: ListPage & {
    readonly q?: string | undefined;
    readonly state?: readonly string[] | undefined;
    readonly kind?: readonly string[] | undefined;
  },
) {
  let rows = tx
    .withTables<CasesTables>()
    .selectFrom('case_matters as m')
    .innerJoin('cases as c', (join) =>
      join.onRef('c.bureau', '=', 'm.bureau').onRef('c.id', '=', 'm.case_id'),
    )
    .select(['m.id', 'm.case_id', 'm.kind', 'm.title', 'm.counterpart', 'm.state'])
    .select(['m.opened_on', 'm.result_on', 'm.result', 'c.title as case_title'])
    .where('m.kind', 'in', LETTERS);
  if (query.kind) rows = rows.where('m.kind', 'in', query.kind as MatterKind[]);
  if (query.state) rows = rows.where('m.state', 'in', query.state as MatterState[]);
  if (query.q) {
    const like = containing(query.q);
    rows = rows.where((where) =>
      where.or([
        where('m.title', 'ilike', like),
        where('m.counterpart', 'ilike', like),
        where('c.title', 'ilike', like),
      ]),
    );
  }
  return await listPage(rows, query, {
    sortable: { openedOn: 'm.opened_on', counterpart: 'm.counterpart', state: 'm.state' },
    initial: '-openedOn',
    tieBreak: 'm.id',
  });
}
