import { AppError } from './errors.ts';

/** 省 / 市 / 县 / 乡镇街道. */
export type RegionLevel = 'province' | 'city' | 'county' | 'township';

/** One region of GB/T 2260 (6 digits) or a township below it (9 digits). */
export interface Region {
  readonly code: string;
  readonly name: string;
  readonly level: RegionLevel;
  readonly parent: string | null;
}

/** The regions as a tree; every question about "lies within" is asked here, never of a code's prefix. */
export interface RegionTree {
  /** All regions in order of their codes. */
  readonly all: readonly Region[];
  find(code: string): Region | undefined;
  /** Throws `invalid_input` for an unknown code: codes come from officers and files. */
  get(code: string): Region;
  /** `宁夏回族自治区中卫市沙坡头区`, without the filler levels (市辖区, 省直辖县级行政区划). */
  fullName(code: string): string;
  /** From the region itself up to its province. */
  ancestors(code: string): readonly string[];
  /** The region itself and everything below it. */
  within(code: string): readonly string[];
  contains(outer: string, inner: string): boolean;
  /** The bureau that a region's records belong to: its city, or the province for a province's own matters. */
  bureauOf(code: string): string;
}

const FILLER = /^(市辖区|县|(省|自治区)直辖县级行政区划)$/;

/** Builds the tree from (code, name) pairs; the parent of a code is the nearest enclosing code that exists. */
export function createRegionTree(rows: readonly (readonly [code: string, name: string])[]): RegionTree {
  const names = new Map(rows);
  const byCode = new Map<string, Region>();
  const children = new Map<string, string[]>();
  for (const [code, name] of names) {
    const parent = enclosing(code).find((candidate) => names.has(candidate)) ?? null;
    byCode.set(code, { code, name, level: levelOf(code), parent });
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), code]);
  }
  const all = [...byCode.values()].sort((a, b) => (a.code < b.code ? -1 : 1));

  function get(code: string): Region {
    const region = byCode.get(code);
    if (!region)
      throw new AppError('invalid_input', `没有区划代码“${code}”，请从列表中选择`, {
        problems: [{ path: 'region', message: '没有这个区划代码' }],
      });
    return region;
  }
  function ancestors(code: string): string[] {
    const line: string[] = [];
    for (let at: string | null = code; at !== null; at = get(at).parent) line.push(at);
    return line;
  }
  function within(code: string): string[] {
    return [get(code).code, ...(children.get(code) ?? []).flatMap(within)];
  }
  return {
    all,
    find: (code) => byCode.get(code),
    get,
    fullName: (code) =>
      ancestors(code)
        .toReversed()
        .map((one) => get(one).name)
        .filter((name) => !FILLER.test(name))
        .join(''),
    ancestors,
    within,
    contains: (outer, inner) => byCode.has(inner) && ancestors(inner).includes(outer),
    bureauOf: (code) => {
      const line = ancestors(code).map(get);
      return (line.find(({ level }) => level === 'city') ?? line[line.length - 1]!).code;
    },
  };
}

function levelOf(code: string): RegionLevel {
  if (code.length === 9) return 'township';
  if (code.endsWith('0000')) return 'province';
  return code.endsWith('00') ? 'city' : 'county';
}

/** Codes that may enclose this one, nearest first: 640502100 → 640502, 640500, 640000. */
function enclosing(code: string): string[] {
  const candidates = [code.slice(0, 6), `${code.slice(0, 4)}00`, `${code.slice(0, 2)}0000`];
  return candidates.filter((candidate) => candidate !== code);
}
