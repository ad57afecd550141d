import { AppError } from '@wangjian/core/errors.ts';
import type { RegionTree } from '@wangjian/core/regions.ts';

/**
 * Refuses a region of another bureau: a record belongs to its bureau for life, and the scope of an officer who sees
 * the whole bureau would let any code pass. Throws `invalid_input` naming the field.
 */
export function refuseOtherBureau(
  regions: RegionTree,
  bureau: string,
  region: string | undefined,
  path = 'region',
): void {
  if (region === undefined || regions.bureauOf(region) === bureau) return;
  throw new AppError(
    'invalid_input',
    `“${regions.fullName(region)}”不属于本局（${regions.fullName(bureau)}），请选择本局辖区内的区划`,
    { problems: [{ path, message: '不是本局辖区内的区划' }] },
  );
}
