import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { CountableRow } from '../../platform/countable.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';

/** Rows `r` of these bureaus; said of one as such, since only then an index has them in the order of their days. */
export function inBureaus(bureaus: readonly string[]): RawBuilder<SqlBool> {
  const [only, ...more] = bureaus;
  return only !== undefined && more.length === 0
    ? sql`r.bureau = ${only}`
    : sql`r.bureau = ANY (${sql.val(bureaus)}::text[])`;
}

const keyOf = ({ id, kind }: Pick<CountableRow, 'id' | 'kind'>) => `${id} ${kind}`;

/**
 * A page of the records behind a number, the newest first. Its keys are found from the index alone that counts them, and
 * only these records are read whole: whatever the number, a page costs the same.
 */
export async function pageOfRecords<Row extends CountableRow>(
  tx: ScopedTx,
  records: RawBuilder<Row>,
  { page, pageSize }: { readonly page: number; readonly pageSize: number },
): Promise<Row[]> {
  const { rows: keys } = await sql<Pick<CountableRow, 'id' | 'day' | 'kind'>>`
    SELECT id, day, kind FROM (${records}) AS t ORDER BY day DESC, id, kind
    LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`.execute(tx);
  const [first, last] = [keys.at(0), keys.at(-1)];
  if (!first || !last) return [];
  const { rows } = await sql<Row>`SELECT * FROM (${records}) AS t
    WHERE t.id = ANY (${keys.map(({ id }) => id)}::text[]) AND t.day BETWEEN ${last.day}::date AND ${first.day}::date`.execute(
    tx,
  );
  const byKey = new Map(rows.map((row) => [keyOf(row), row]));
  return keys.flatMap((key) => byKey.get(keyOf(key)) ?? []);
}
