import type { RegionTree } from '@wangjian/core/regions.ts';
import type { Actor } from '../../platform/actor.ts';

/**
 * Where the authority lies that acts: that of the officer, not of the place of the matter. A city's officer who handles
 * a matter in a district acts for the city (处罚法 20条, 22条). What the platform does by itself is done where the matter lies.
 */
export const issuerOf = (actor: Actor, region: string): string =>
  actor.kind === 'officer' ? actor.region : region;

/** The authority in whose name a document of this region is issued. */
export interface Agency {
  readonly region: string;
  readonly name: string;
  /** 机关代字: 卫 for the city, 卫沙 for its district 沙坡头. */
  readonly word: string;
}

const SUFFIX = /(?:特别行政区|(?:[\p{Script=Han}]{1,3}族)*自治(?:区|州|县|旗)|地区|省|市|盟|区|县|旗)$/u;

/**
 * A township office acts in the name of its county (处罚法 20条: 县级以上). The word is a proposal of ours: the last
 * character of the city, then as much of the county's name as tells it from the city's other counties.
 */
export function agencyOf(regions: RegionTree, region: string): Agency {
  const code = regions.ancestors(region).find((ancestor) => regions.get(ancestor).level !== 'township')!;
  const { level, name, parent } = regions.get(code);
  const bureau = regions.bureauOf(code);
  const bureauName = regions.get(bureau).name;
  if (level === 'province')
    return {
      region: code,
      name: `${name}市场监督管理${name.endsWith('区') ? '厅' : '局'}`,
      word: shortName(name).slice(0, 1),
    };
  const cityWord = shortName(bureauName).slice(-1);
  if (code === bureau) return { region: code, name: `${name}市场监督管理局`, word: cityWord };
  const siblings = regions
    .within(parent ?? bureau)
    .filter((other) => other !== code && regions.get(other).level === 'county')
    .map((other) => shortName(regions.get(other).name));
  const own = shortName(name);
  let length = 1;
  while (length < own.length && siblings.some((other) => other.startsWith(own.slice(0, length)))) length += 1;
  return {
    region: code,
    name: `${name.endsWith('区') && bureau !== code ? bureauName : ''}${name}市场监督管理局`,
    word: `${cityWord}${own.slice(0, length)}`,
  };
}

function shortName(name: string): string {
  const short = name.replace(SUFFIX, '');
  return short === '' ? name : short;
}
