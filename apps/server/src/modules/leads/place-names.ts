import type { Region, RegionTree } from '@wangjian/core/regions.ts';

const SHORTENED = /(?:特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|自治州|地区|省|市|盟)$/;

/** Whether a text names a region, with or without 省/市 at its end. */
function names(text: string, { name }: Region): boolean {
  const short = name.replace(SHORTENED, '');
  return text.includes(name) || (short.length >= 2 && text.includes(short));
}

/**
 * The finest region that an address names: a county by its full name (with its city or province where several have the
 * same), a township within it, else the city. Undefined where none is named or it stays open which is meant.
 */
export function regionOfAddress(regions: RegionTree, address: string): string | undefined {
  const text = address.replace(/\s/g, '');
  const mentioned = regions.all.filter(({ level, name }) => level === 'county' && text.includes(name));
  // 沙坡头区 does not name 坡头区, nor 中宁县 the county 宁县.
  const named = mentioned.filter(
    ({ name }) => !mentioned.some((other) => other.name !== name && other.name.includes(name)),
  );
  const within = (county: Region) =>
    regions
      .ancestors(county.code)
      .slice(1)
      .filter((code) => names(text, regions.get(code))).length;
  const best = Math.max(0, ...named.map(within));
  const counties = named.filter((county) => within(county) === best);
  const [county] = counties;
  if (county && counties.length === 1) {
    const township = regions
      .within(county.code)
      .map((code) => regions.get(code))
      .find(({ level, name }) => level === 'township' && text.includes(name));
    return township?.code ?? county.code;
  }
  if (counties.length > 1) return undefined;
  const cities = regions.all.filter((region) => region.level === 'city' && text.includes(region.name));
  return cities.length === 1 ? cities[0]!.code : undefined;
}
