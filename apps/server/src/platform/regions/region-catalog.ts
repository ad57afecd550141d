import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRegionTree, type RegionTree } from '@wangjian/core/regions.ts';
import { parse } from 'csv-parse/sync';

const FILE = join(import.meta.dirname, '../../../../../catalog/regions/regions.csv');
let loaded: RegionTree | undefined;

/** The regions of catalog/regions, read once in a process. */
export function loadRegions(): RegionTree {
  loaded ??= createRegionTree(parse(readFileSync(FILE, 'utf8'), { from_line: 2 }) as [string, string][]);
  return loaded;
}
