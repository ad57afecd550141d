import { bureauOfId } from '@wangjian/core/ids.ts';
import { sql } from 'kysely';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import { annex1 } from './annex1.ts';

/** The bit by which checks keep a row of Annex 1; null for a row that the form does not have. */
export function bitOfRow(row: string): number | null {
  const place = annex1().rows.findIndex(({ id }) => id === row);
  return place < 0 ? null : 1 << place;
}

/**
 * Writes beside the checks of an inspection which rows of the form they filled in, in which they found a problem, and of
 * which all that had to be put right has been. Called wherever a box or a rectification has changed.
 */
export async function tallyChecks(tx: ScopedTx, inspectionId: string): Promise<void> {
  const [bureau, rows] = [bureauOfId(inspectionId), annex1().rows.map(({ id }) => id)];
  await sql`
    WITH boxes AS (
      SELECT split_part(b.key, '.', 2) AS side, b.result,
          1 << (array_position(${rows}::text[], split_part(b.key, '.', 1)) - 1) AS bit,
          (SELECT bool_and(r.status = 'corrected') FROM rectifications r
            WHERE r.bureau = b.bureau AND r.inspection_id = b.inspection_id AND r.key = b.key AND r.status <> 'dropped')
            AS all_corrected
        FROM inspection_cells b
        WHERE b.bureau = ${bureau} AND b.inspection_id = ${inspectionId} AND b.result IN ('none', 'problem'))
    UPDATE inspection_checks c SET
        rows_checked = coalesce((SELECT bit_or(bit) FROM boxes WHERE side = c.kind), 0),
        rows_problem = coalesce((SELECT bit_or(bit) FROM boxes WHERE side = c.kind AND result = 'problem'), 0),
        rows_rectified = coalesce(
          (SELECT bit_or(bit) FROM boxes WHERE side = c.kind AND result = 'problem' AND all_corrected), 0)
      WHERE c.bureau = ${bureau} AND c.inspection_id = ${inspectionId}`.execute(tx);
}
