import { PUBLICITY_KIND_NAMES, PUBLICITY_UNITS, type PublicityKind } from '@wangjian/core/affairs.ts';
import { sql } from 'kysely';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import { publicityDone, repliesGiven } from '../affairs/service.ts';

const KINDS = Object.keys(PUBLICITY_KIND_NAMES) as PublicityKind[];

/**
 * Publicity work and replies to proposals of units (`null`: all of the bureau) in the days of a campaign, in one
 * sentence; null where there was none. They are about no site, so the campaign's scope does not ask for them.
 */
export async function publicityInWords(
  tx: ScopedTx,
  { bureaus, from, to }: { readonly bureaus: readonly string[]; readonly from: string; readonly to: string },
  orgIds: readonly string[] | null,
): Promise<string | null> {
  const { rows } = await sql<{ kind: string; pieces: string }>`
    SELECT r.kind, sum(r.pieces)::int8 AS pieces
      FROM (SELECT * FROM (${publicityDone}) AS p
            UNION ALL SELECT * FROM (${repliesGiven}) AS a) AS r
     WHERE r.bureau = ANY (${sql.val(bureaus)}::text[]) AND r.day BETWEEN ${from}::date AND ${to}::date
       ${orgIds === null ? sql`` : sql`AND r.org_id = ANY (${sql.val(orgIds)}::text[])`}
     GROUP BY r.kind`.execute(tx);
  const count = (kind: string) => Number(rows.find((row) => row.kind === kind)?.pieces ?? 0);
  const told = KINDS.filter((kind) => count(kind) > 0).map(
    (kind) => `${PUBLICITY_KIND_NAMES[kind]} ${count(kind)} ${PUBLICITY_UNITS[kind]}`,
  );
  const replies = count('A') + count('B') + count('C');
  const parts = [
    ...(told.length > 0 ? [`开展宣传：${told.join('，')}`] : []),
    ...(replies > 0 ? [`答复建议提案 ${replies} 件`] : []),
  ];
  return parts.length > 0 ? `${parts.join('；')}。` : null;
}
