import { type Compilable, sql, type Transaction } from 'kysely';

/**
 * All rows of a query in batches, by a cursor of the transaction at hand: memory stays flat however many there are.
 * One at a time in a transaction.
 */
export async function* inBatches<Row>(
  // biome-ignore lint/suspicious/noExplicitAny: whichever tables the transaction has been told of.
  tx: Transaction<any>,
  query: Compilable<Row>,
  size = 1000,
): AsyncGenerator<Row[]> {
  const { sql: text, parameters } = query.compile();
  const parts = text.split(/\$(\d+)/);
  // `DECLARE … CURSOR FOR` takes parameters as the query itself does; Kysely numbers them anew.
  const pieces = parts.map((part, at) =>
    at % 2 === 0 ? sql.raw(part) : sql`${parameters[Number(part) - 1]}`,
  );
  await sql`DECLARE export_rows NO SCROLL CURSOR FOR ${sql.join(pieces, sql.raw(''))}`.execute(tx);
  try {
    for (;;) {
      const { rows } = await sql<Row>`FETCH ${sql.raw(String(size))} FROM export_rows`.execute(tx);
      if (rows.length > 0) yield rows;
      if (rows.length < size) break;
    }
  } finally {
    await sql`CLOSE export_rows`.execute(tx).catch(() => undefined); // The transaction has failed: its cursors are gone.
  }
}
