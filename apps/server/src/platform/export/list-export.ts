import type { Compilable } from 'kysely';
import type { z } from 'zod';
import type { Answered } from '../http/answered.ts';
import type { RouteContext } from '../http/route.ts';
import { sendTable } from '../http/send-table.ts';
import { type ReadContext, readCase } from '../use-case.ts';
import { inBatches } from './in-batches.ts';
import { type Column, writeTable } from './write-table.ts';

/** A list that can be exported. */
export interface ListExport<Query extends z.ZodType, Row, Item> {
  /** The typed verb of the audit log, e.g. `lead.export`. */
  readonly action: string;
  /** In Chinese, e.g. `导出线索`. */
  readonly title: string;
  /** Name of the sheet and of the file. */
  readonly name: string;
  /** The endpoint's query: the list's filters and `format`. */
  readonly query: Query;
  readonly columns: readonly Column<Item>[];
  /** The list's own query, without a page; as a function where something must be read first (Kysely's are not awaited). */
  readonly rows: (
    context: ReadContext,
    query: z.output<Query>,
  ) => Compilable<Row> | Promise<() => Compilable<Row>>;
  readonly present: (context: ReadContext, batch: Row[]) => Promise<readonly Item[]> | readonly Item[];
}

/**
 * The handler of an endpoint that exports ALL rows of a list that match its filters, as of one moment; needs
 * `data.export` and leaves an audit entry with the filters and the number of rows.
 */
export function listExport<Query extends z.ZodType<{ format: 'xlsx' | 'csv' }>, Row, Item>(
  list: ListExport<Query, Row, Item>,
): (context: RouteContext<unknown, z.output<Query>>) => Promise<Answered> {
  const { action, title, name, columns } = list;
  const written = readCase({
    action,
    title,
    permission: 'data.export',
    input: list.query,
    async run(context, query) {
      const made = list.rows(context, query);
      const all = made instanceof Promise ? (await made)() : made;
      async function* rows() {
        for await (const batch of inBatches(context.tx, all)) {
          yield await list.present(context, batch);
        }
      }
      const table = await writeTable({ format: query.format, name, columns, rows: rows() });
      const { format: _, ...filters } = query;
      return { result: table, audit: { on: null, why: `${title} ${table.rows} 行`, after: filters } };
    },
  });
  return async ({ query, run, reply, kernel }) =>
    await sendTable(reply, await run(written, query as z.input<Query>), kernel.clock);
}
