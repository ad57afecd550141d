import { AppError } from '@wangjian/core/errors.ts';

/**
 * The optimistic lock: hand in the result of `UPDATE … WHERE bureau = … AND id = … AND version = …`; throws `stale`
 * when no row was changed, since somebody else saved first. The row was read in the same transaction, so it exists.
 */
export function refuseStale(updated: { readonly numUpdatedRows: bigint } | undefined): void {
  if (!updated || updated.numUpdatedRows === 0n) throw new AppError('stale');
}

/** The record, or `not_found`: it does not exist, or lies outside the actor's regions (one cannot tell which). */
export function found<Record>(record: Record | undefined): Record {
  if (record === undefined) throw new AppError('not_found');
  return record;
}
