import { PUBLICITY_KIND_NAMES, type PublicityKind } from '@wangjian/core/affairs.ts';
import { sql } from 'kysely';
import type { Countable } from '../../platform/countable.ts';
import { type ReadContext, readCase } from '../../platform/use-case.ts';
import { unitsOfBureau } from '../officers/service.ts';
import * as contract from './contract.ts';
import { publicityDone, repliesGiven } from './countable.ts';
import { daysOf, unitsWithin } from './units.ts';

interface Sum {
  readonly kind: string | null;
  readonly records: number;
  readonly pieces: number;
}
const NONE = { records: 0, pieces: 0 };

/** Records of one kind in a period, of a unit with those below it. */
async function sums(
  { tx }: Pick<ReadContext, 'tx'>,
  source: Countable,
  days: { readonly from: string | undefined; readonly to: string | undefined },
  units: readonly string[] | undefined,
): Promise<(kind: string) => { records: number; pieces: number }> {
  const { rows } = await sql<Sum>`SELECT kind, count(*)::int AS records, sum(pieces)::int8 AS pieces
    FROM (${source}) AS r WHERE true
      ${days.from === undefined ? sql`` : sql`AND r.day >= ${days.from}::date`}
      ${days.to === undefined ? sql`` : sql`AND r.day <= ${days.to}::date`}
      ${units === undefined ? sql`` : sql`AND r.org_id = ANY (${sql.val(units)}::text[])`}
    GROUP BY kind`.execute(tx);
  return (kind) => {
    const row = rows.find((one) => one.kind === kind);
    return row ? { records: row.records, pieces: Number(row.pieces) } : NONE;
  };
}

export const countAffairs = readCase({
  action: 'affairs.count',
  title: '统计建议提案答复和宣传工作',
  permission: 'campaign.read',
  input: contract.countAffairs.query!,
  async run(context, query) {
    const days = daysOf(query);
    const units = await unitsWithin(context, query.org);
    const replies = await sums(context, repliesGiven, days, units);
    const publicity = await sums(context, publicityDone, days, units);
    const tree = await unitsOfBureau(context.tx, context.actor.bureau);
    const kinds = Object.keys(PUBLICITY_KIND_NAMES) as PublicityKind[];
    return {
      result: {
        replies: { A: replies('A'), B: replies('B'), C: replies('C') },
        publicity: Object.fromEntries(kinds.map((kind) => [kind, publicity(kind)])) as Record<
          PublicityKind,
          typeof NONE
        >,
        units: tree.all
          .filter(({ active, level }) => active && level !== 'department')
          .map(({ id }) => ({ id, name: tree.fullName(id) })),
      },
      audit: 'plain',
    };
  },
});
