import type { DemoTruth, SiteTruth } from '../../apps/server/src/demo/truth.ts';
import type { PatrolResults, SiteLine } from './results.ts';

/** Right, wrong and missing values of one kind of identity. */
export interface FieldScore {
  readonly field: string;
  expected: number;
  right: number;
  wrong: number;
  readonly examples: string[];
}

export interface SiteScores {
  readonly readable: number;
  readonly reported: number;
  readonly kindRight: number;
  readonly kindErrors: readonly string[];
  readonly fields: readonly FieldScore[];
}

/** Compares site kind and identity with the truth; sites that nobody can read are left out. */
export function compareSites(
  truth: DemoTruth,
  hosts: ReadonlyMap<string, string>,
  results: PatrolResults,
): SiteScores {
  const lines = new Map(results.sites.map((line) => [hosts.get(line.host) ?? line.host, line]));
  const readable = truth.sites.filter((site) => site.readable);
  const kindErrors: string[] = [];
  let kindRight = 0;
  const fields = ['operator', 'uscc', 'icp', 'police', 'phones'].map(
    (field): FieldScore => ({ field, expected: 0, right: 0, wrong: 0, examples: [] }),
  );
  for (const site of readable) {
    const line = lines.get(site.id);
    if (line?.siteKind === site.kind) kindRight += 1;
    else kindErrors.push(`${site.name}：应为 ${site.kind}，得到 ${line?.siteKind ?? '（没有结果）'}`);
    for (const score of fields) scoreField(score, site, line);
  }
  return { readable: readable.length, reported: lines.size, kindRight, kindErrors, fields };
}

function scoreField(score: FieldScore, site: SiteTruth, line: SiteLine | undefined): void {
  const { wanted, allowed, got } = valuesOf(score.field, site, line);
  for (const value of wanted) {
    score.expected += 1;
    if (got.includes(value)) score.right += 1;
    else score.examples.push(`${site.name}：没有读出 ${value}`);
  }
  for (const value of got) {
    if (wanted.includes(value) || allowed.includes(value)) continue;
    score.wrong += 1;
    score.examples.push(`${site.name}：多出 ${value}`);
  }
}

// A platform's pages also carry the operators of its shops: reading those is neither right nor wrong.
function valuesOf(
  field: string,
  site: SiteTruth,
  line: SiteLine | undefined,
): { wanted: readonly string[]; allowed: readonly string[]; got: readonly string[] } {
  const some = (value: string | null): string[] => (value === null ? [] : [value]);
  switch (field) {
    case 'operator':
      return {
        wanted: some(site.operator),
        // A person who trades without a firm is rightly read as the operator.
        allowed: [
          site.name,
          ...(site.operator === null ? [site.representative] : []),
          ...site.shops.flatMap((shop) => [shop.name, ...some(shop.operator)]),
        ],
        got: (line?.operators ?? []).filter((party) => party.role === 'operator').map((party) => party.name),
      };
    case 'uscc':
      return {
        wanted: some(site.uscc),
        allowed: site.shops.flatMap((shop) => some(shop.uscc)),
        got: line?.uscc ?? [],
      };
    case 'icp':
      return { wanted: some(site.icp), allowed: [], got: line?.icp ?? [] };
    case 'police':
      return { wanted: some(site.police), allowed: [], got: line?.police ?? [] };
    default:
      return {
        wanted: site.phones,
        allowed: site.shops.flatMap((shop) => [...shop.phones]),
        got: line?.phones ?? [],
      };
  }
}
