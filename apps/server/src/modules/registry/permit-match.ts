import type { ScopedTx } from '../../platform/scoped-tx.ts';
import { permitKey } from './check-permits.ts';
import { type PermitRow, permitsByKey, permitsKnown, permitsOfHolder } from './permit-store.ts';

/** What came of looking a printed number up: 查到 / 已过期 / 状态异常 / 持证人不符 / 未查到. */
export interface PermitMatch {
  readonly number: string;
  readonly result: 'found' | 'expired' | 'not-valid' | 'other-holder' | 'not-found';
  readonly permit: PermitRow | null;
}

export interface PermitCheck {
  readonly matches: readonly PermitMatch[];
  /** Permits of the operator that stand in the register, printed or not. */
  readonly own: readonly PermitRow[];
  /** How many permits the register has; with none nothing can be said of any number. */
  readonly known: number;
  readonly importedAt: Date | null;
}

const INVALID = /注销|吊销|撤销|撤回|失效|作废|暂扣/;
/** 有限责任公司 is written 有限公司, brackets in two widths. */
const plainName = (name: string) =>
  name
    .normalize('NFKC')
    .replace(/[\s()]/g, '')
    .replace(/有限责任公司/g, '有限公司');

function judge(number: string, permit: PermitRow | undefined, holder: Holder, today: string): PermitMatch {
  if (!permit) return { number, result: 'not-found', permit: null };
  const sameCode = holder.uscc !== null && permit.uscc !== null ? holder.uscc === permit.uscc : undefined;
  const sameName = holder.name === null ? undefined : plainName(holder.name) === plainName(permit.holder);
  // The code decides where both have one; without a known holder nobody can be another.
  if (sameCode === false || (sameCode === undefined && sameName === false))
    return { number, result: 'other-holder', permit };
  if (INVALID.test(permit.state)) return { number, result: 'not-valid', permit };
  if (permit.valid_until !== null && permit.valid_until < today) return { number, result: 'expired', permit };
  return { number, result: 'found', permit };
}

interface Holder {
  readonly name: string | null;
  readonly uscc: string | null;
}

/** Checks the permit numbers that a site prints against the permits of its bureau. */
export async function checkPermitNumbers(
  tx: ScopedTx,
  bureau: string,
  numbers: readonly string[],
  holder: Holder,
  today: string,
): Promise<PermitCheck> {
  const { count, last } = await permitsKnown(tx, bureau);
  const keyOf = new Map(numbers.map((number) => [number, permitKey(number)]));
  const known = new Map(
    (await permitsByKey(tx, bureau, [...keyOf.values()])).map((permit) => [permit.number_key, permit]),
  );
  return {
    matches: numbers.map((number) => judge(number, known.get(keyOf.get(number)!), holder, today)),
    own: await permitsOfHolder(tx, bureau, holder.uscc, holder.name),
    known: count,
    importedAt: last,
  };
}
