import type { RegionTree } from '@wangjian/core/regions.ts';
import { BUSINESS_FORM_NAMES, SITE_KIND_NAMES } from '@wangjian/core/site.ts';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { containing } from '../../platform/listing.ts';
import type { ReadContext } from '../../platform/use-case.ts';
import { caseSubjects } from '../cases/service.ts';
import { documentOwners } from '../documents/service.ts';
import { ruleBook } from '../findings/service.ts';
import { guidanceSubjects } from '../guidance/service.ts';
import { inspectionSubjects } from '../inspections/service.ts';
import { leadSubjects } from '../leads/service.ts';
import { siteFacts } from '../registry/service.ts';
import { productCategories } from './catalog.ts';
import type { CampaignScope } from './contract.ts';
import type { CampaignRow } from './store.ts';

/** Everything that a record of a campaign can be about. */
const SUBJECTS = sql.join(
  [leadSubjects, guidanceSubjects, inspectionSubjects, caseSubjects].map((one) => sql`(${one})`),
  sql` UNION ALL `,
);

/** Words that tell a product or stand in the plan: a record that has any of them belongs. */
const wordsOf = ({ products, keywords }: CampaignScope): string[] => [
  ...productCategories()
    .filter(({ id }) => products.includes(id))
    .flatMap(({ words }) => words),
  ...keywords,
];

/**
 * The condition that a counted row `r` (bureau, id) belongs to the scope; undefined where the scope restricts nothing.
 * A document belongs with the record on which it stands. What the scope asks of a site (class, form of business) a
 * record without a site does not meet; violation types are asked only of records that have some by their nature.
 */
export function withinScope(scope: CampaignScope, regions: RegionTree): RawBuilder<SqlBool> | undefined {
  const words = wordsOf(scope).map(containing);
  const asked: RawBuilder<unknown>[] = [
    ...(scope.regions.length > 0
      ? [sql`s.region = ANY (${sql.val(scope.regions.flatMap((code) => regions.within(code)))}::text[])`]
      : []),
    ...(scope.kinds.length > 0 ? [sql`w.kind = ANY (${sql.val(scope.kinds)}::text[])`] : []),
    ...(scope.forms.length > 0 ? [sql`w.forms && ${sql.val(scope.forms)}::text[]`] : []),
    ...(scope.violations.length > 0
      ? [sql`(s.violations IS NULL OR s.violations && ${sql.val(scope.violations)}::text[])`]
      : []),
    ...(words.length > 0 ? [sql`concat_ws(' ', s.words, w.name) ILIKE ANY (${sql.val(words)}::text[])`] : []),
  ];
  if (asked.length === 0) return undefined;
  return sql<SqlBool>`EXISTS (SELECT 1 FROM (${SUBJECTS}) AS s
    LEFT JOIN (${siteFacts}) AS w ON w.bureau = s.bureau AND w.id = s.site_id
    WHERE s.bureau = r.bureau
      AND s.id = coalesce((SELECT o.on_id FROM (${documentOwners}) AS o WHERE o.bureau = r.bureau AND o.id = r.id), r.id)
      AND ${sql.join(asked, sql` AND `)})`;
}

/** The scope in words, one line for each thing that it asks; says so where it asks nothing. */
export function scopeInWords(scope: CampaignScope, regions: RegionTree): string[] {
  const products = new Map(productCategories().map(({ id, name }) => [id, name]));
  const lines: [string, string[]][] = [
    ['辖区', scope.regions.map((code) => regions.find(code)?.name ?? code)],
    ['主体类别', scope.kinds.map((kind) => SITE_KIND_NAMES[kind])],
    ['经营业态', scope.forms.map((form) => BUSINESS_FORM_NAMES[form])],
    ['违法类型', scope.violations.map((id) => ruleBook().violationName(id))],
    ['商品类目', scope.products.map((id) => products.get(id) ?? id)],
    ['关键词', scope.keywords],
  ];
  const said = lines.filter(([, words]) => words.length > 0);
  if (said.length === 0) return ['全部网站、网店和全部违法类型'];
  return said.map(([name, words]) => `${name}：${words.join('、')}`);
}

/** How many sites of the register the scope holds, as far as the reader sees, in the own bureau and those `below`: by region, class and form of business. */
export async function countSites(
  { tx, regions }: Pick<ReadContext, 'tx' | 'regions'>,
  { bureau, region, scope }: Pick<CampaignRow, 'bureau' | 'region' | 'scope'>,
  below: readonly string[] = [],
): Promise<number> {
  const within = (scope.regions.length > 0 ? scope.regions : [region]).flatMap((code) =>
    regions.within(code),
  );
  const { rows } = await sql<{ total: number }>`SELECT count(*)::int AS total FROM (${siteFacts}) AS w
    WHERE w.bureau = ANY (${sql.val([bureau, ...below])}::text[]) AND w.region = ANY (${sql.val(within)}::text[])
      ${scope.kinds.length > 0 ? sql`AND w.kind = ANY (${sql.val(scope.kinds)}::text[])` : sql``}
      ${scope.forms.length > 0 ? sql`AND w.forms && ${sql.val(scope.forms)}::text[]` : sql``}`.execute(tx);
  return rows[0]?.total ?? 0;
}
