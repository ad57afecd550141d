import { AppError } from '@wangjian/core/errors.ts';
import type { AuditNote } from './use-case.ts';

/** A record chosen in a list, as it was read. */
interface Chosen {
  readonly id: string;
  readonly version: number;
}

interface Outcome<Row> {
  readonly rows: readonly Row[];
  readonly refused: { readonly id: string; readonly message: string }[];
}

/**
 * Decides several records at once: each that cannot be decided (another was faster, wrong state) is named with the
 * reason, the others go through. One that cannot be decided alone is an error of its own. `decide` refuses before it
 * writes: what it has written when it throws is not taken back.
 */
export async function eachChosen<Row extends { readonly version: number }>(
  chosen: readonly Chosen[],
  read: (id: string) => Promise<Row>,
  decide: (row: Row) => Promise<void>,
): Promise<Outcome<Row>> {
  const rows: Row[] = [];
  const refused: { id: string; message: string }[] = [];
  for (const { id, version } of chosen) {
    try {
      const row = await read(id);
      if (row.version !== version) throw new AppError('stale');
      await decide(row);
      rows.push(row);
    } catch (error) {
      if (!(error instanceof AppError) || chosen.length === 1) throw error;
      refused.push({ id, message: error.message });
    }
  }
  return { rows, refused };
}

/** One audit entry for each record that was decided; one that says so when there is none. */
export function notesOnEach<Row extends { readonly id: string; readonly status: string }>(
  rows: readonly Row[],
  why: string,
  after: unknown,
): readonly [AuditNote, ...AuditNote[]] {
  const [first, ...rest] = rows.map((row) => ({ on: row.id, why, before: { status: row.status }, after }));
  return first ? [first, ...rest] : [{ on: null, why: '没有可以处理的记录' }];
}
