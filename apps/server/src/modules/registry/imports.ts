import type { RegionTree } from '@wangjian/core/regions.ts';
import { BUSINESS_FORM_NAMES, SITE_KIND_NAMES } from '@wangjian/core/site.ts';
import { sql } from 'kysely';
import {
  defineImport,
  type ImportProblem,
  type JudgedRow,
  regionOfWords,
} from '../../platform/import/define-import.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import { type CheckedRow, checkRows, type ImportedSite } from './check-import.ts';
import { IMPORT_FIELDS } from './import-columns.ts';
import { registerMany } from './register-many.ts';
import type { RegistryTables } from './tables.ts';

/** What the second sheet of the template says. */
export const IMPORT_HELP: readonly string[] = [
  '带 * 的列必填；一行一个网站或网店；网址写首页地址。',
  `主体分类：${Object.values(SITE_KIND_NAMES).join('、')}（可空，由监测判断）`,
  `经营业态：${Object.values(BUSINESS_FORM_NAMES).join('、')}（可空；多个用顿号分开）`,
  '统一社会信用代码为 18 位，会核对校验位；所属区划写区划代码或名称，空着则用导入时选择的区划。',
];

/** Which of these keys stand in the register already. */
async function knownKeys(tx: ScopedTx, bureau: string, keys: readonly string[]): Promise<Set<string>> {
  const rows = await tx
    .withTables<RegistryTables>()
    .selectFrom('sites')
    .select('site_key')
    .where('bureau', '=', bureau)
    .where(sql<boolean>`site_key = ANY (${sql.val(keys)}::text[])`)
    .execute();
  return new Set(rows.map((row) => row.site_key));
}

/** Adds what only the register knows to a checked row: its region's code, whether the site is there already. */
function judge(
  row: CheckedRow,
  regions: RegionTree,
  within: string,
  known: ReadonlySet<string>,
): JudgedRow<ImportedSite> {
  const { site: item, ...rest } = row;
  const because = (column: string, value: string, message: string): ImportProblem[] => [
    { row: row.number, column, value, message },
  ];
  if (item === null) return { ...rest, item, state: 'bad' };
  if (row.duplicateOf !== null)
    return {
      ...rest,
      item,
      state: 'duplicate',
      problems: because(
        '网址',
        item.url,
        `与第 ${row.duplicateOf} 行是同一个网站，只导入第 ${row.duplicateOf} 行`,
      ),
    };
  const region = item.region === null ? null : regionOfWords(regions, within, item.region);
  if (region === undefined)
    return {
      ...rest,
      item: null,
      state: 'bad',
      problems: because('所属区划', item.region ?? '', '不是本单位辖区内的区划代码或名称'),
    };
  if (region !== null && regions.bureauOf(region) !== regions.bureauOf(within))
    return {
      ...rest,
      item: null,
      state: 'bad',
      problems: because('所属区划', item.region ?? '', '该区划属于另一个局，请由该局导入'),
    };
  if (known.has(item.siteKey))
    return {
      ...rest,
      item,
      state: 'duplicate',
      problems: because('网址', item.url, '主体库中已有该网站，不重复导入'),
    };
  return { ...rest, item: { ...item, region }, state: 'good' };
}

/** Import of sites and shops. */
export const siteImport = defineImport({
  tables: 'site',
  action: 'registry.import',
  noun: '主体',
  permission: 'registry.import',
  fields: IMPORT_FIELDS,
  async judge({ tx, regions, actor }, bureau, rows, fields) {
    const checked = checkRows(rows, fields);
    const known = await knownKeys(
      tx,
      bureau,
      checked.flatMap(({ site }) => site?.siteKey ?? []),
    );
    return checked.map((row) => judge(row, regions, actor.region, known));
  },
  enter: (context, bureau, region, rows) =>
    registerMany(
      context,
      bureau,
      region,
      rows.map(({ number, item }) => ({ number, site: item as ImportedSite })),
    ),
  doubled: { column: '网址', message: '主体库中已有该网站（可能由其他辖区登记），不重复导入' },
});
