import { AppError } from '@wangjian/core/errors.ts';
import type { RegionTree } from '@wangjian/core/regions.ts';
import { z } from 'zod';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import { readCase, useCase } from '../../platform/use-case.ts';
import { type CheckedRow, checkRows, type ImportedSite, type ImportProblem } from './check-import.ts';
import * as contract from './contract.ts';
import { IMPORT_FIELDS, matchHeaders, missingColumns } from './import-columns.ts';
import {
  getImportRow,
  type ImportRow,
  importRows,
  insertImport,
  knownKeys,
  saveImport,
  setRowStates,
} from './import-store.ts';
import { refuseOtherBureau } from './in-bureau.ts';
import type { Table } from './read-table.ts';
import { registerMany } from './register-many.ts';

const SHOWN_PROBLEMS = 200;
type Shown = z.input<typeof contract.Import>;

async function present(tx: ScopedTx, row: ImportRow): Promise<Shown> {
  const bad = await importRows(tx, row.id, ['bad', 'duplicate'], SHOWN_PROBLEMS);
  return {
    id: row.id,
    fileName: row.file_name,
    status: row.status,
    rows: row.rows,
    good: row.good,
    bad: row.bad,
    duplicates: row.duplicates,
    columns: row.columns as Shown['columns'],
    problems: bad.flatMap((one) => one.problems as ImportProblem[]).slice(0, SHOWN_PROBLEMS),
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by_name,
    committed: row.committed,
  };
}

/** The region that an officer wrote: a code, or a name among those in sight. */
function regionOf(regions: RegionTree, within: string, words: string): string | undefined {
  if (regions.find(words)) return regions.contains(within, words) ? words : undefined;
  return regions
    .within(within)
    .find((code) => regions.get(code).name === words || regions.fullName(code) === words);
}

type JudgedRow = CheckedRow & { readonly state: 'good' | 'bad' | 'duplicate' };

/** Adds what only the register knows to a checked row: its region's code, whether the site is there already. */
function judge(row: CheckedRow, regions: RegionTree, within: string, known: ReadonlySet<string>): JudgedRow {
  const because = (column: string, value: string, message: string): ImportProblem[] => [
    { row: row.number, column, value, message },
  ];
  const { site } = row;
  if (site === null) return { ...row, state: 'bad' };
  if (row.duplicateOf !== null)
    return {
      ...row,
      state: 'duplicate',
      problems: because(
        '网址',
        site.url,
        `与第 ${row.duplicateOf} 行是同一个网站，只导入第 ${row.duplicateOf} 行`,
      ),
    };
  const region = site.region === null ? null : regionOf(regions, within, site.region);
  if (region === undefined)
    return {
      ...row,
      site: null,
      state: 'bad',
      problems: because('所属区划', site.region ?? '', '不是本单位辖区内的区划代码或名称'),
    };
  if (region !== null && regions.bureauOf(region) !== regions.bureauOf(within))
    return {
      ...row,
      site: null,
      state: 'bad',
      problems: because('所属区划', site.region ?? '', '该区划属于另一个局，请由该局导入'),
    };
  if (known.has(site.siteKey))
    return {
      ...row,
      state: 'duplicate',
      problems: because('网址', site.url, '主体库中已有该网站，不重复导入'),
    };
  return { ...row, site: { ...site, region }, state: 'good' };
}

const Upload = z.object({ fileName: z.string().max(255), table: z.custom<Table>() });

/** Checks an uploaded table and keeps all of it; nothing enters the register before `commitImport`. */
export const uploadImport = useCase({
  action: 'registry.import.check',
  title: '上传主体表格',
  permission: 'registry.import',
  input: Upload,
  async run({ tx, actor, clock, newId, regions }, { fileName, table }) {
    const fields = matchHeaders(table.headers);
    const missing = missingColumns(fields);
    if (missing.length > 0) {
      const names = missing.map((field) => `“${IMPORT_FIELDS[field].title}”`).join('、');
      throw new AppError(
        'invalid_input',
        `“${fileName}”缺少必需的列${names}（第一行应是列名，现有：${table.headers.filter(Boolean).join('、') || '无'}）。请下载导入模板对照修改。`,
      );
    }
    const bureau = regions.bureauOf(actor.region);
    const checked = checkRows(table.rows, fields);
    const known = await knownKeys(
      tx,
      bureau,
      checked.flatMap(({ site }) => site?.siteKey ?? []),
    );
    const rows = checked.map((row) => judge(row, regions, actor.region, known));
    const count = (state: string) => rows.filter((row) => row.state === state).length;
    const id = newId('import', bureau);
    await insertImport(
      tx,
      {
        bureau,
        id,
        region: actor.region,
        file_name: fileName,
        status: 'checked',
        columns: JSON.stringify(
          table.headers.map((header, index) => ({ header, field: fields[index] ?? null })),
        ),
        rows: rows.length,
        good: count('good'),
        bad: count('bad'),
        duplicates: count('duplicate'),
        created_at: clock.now(),
        created_by: actor.id,
        created_by_name: actor.name,
      },
      rows.map((row) => ({
        bureau,
        import_id: id,
        row_number: row.number,
        region: actor.region,
        raw: JSON.stringify(row.raw),
        input: row.site === null ? null : JSON.stringify(row.site),
        problems: JSON.stringify(row.problems),
        state: row.state,
      })),
    );
    return {
      result: await present(tx, await getImportRow(tx, id)),
      audit: { on: id, after: { fileName, rows: rows.length } },
    };
  },
});

export const getImport = readCase({
  action: 'registry.import.read',
  title: '查看导入结果',
  permission: 'registry.import',
  input: contract.getImport.params!,
  async run({ tx }, { id }) {
    return { result: await present(tx, await getImportRow(tx, id)), audit: 'plain' };
  },
});

function refuseDecided(row: ImportRow): void {
  if (row.status !== 'checked')
    throw new AppError(
      'conflict',
      row.status === 'committed' ? '该表格已经导入过了' : '该导入已经放弃，请重新上传',
    );
}

export const commitImport = useCase({
  action: 'registry.import.commit',
  title: '确认导入主体',
  permission: 'registry.import',
  input: contract.commitImport.body!.extend(contract.commitImport.params!.shape),
  async run(context, { id, region }) {
    const { tx } = context;
    const row = await getImportRow(tx, id);
    refuseDecided(row);
    refuseOtherBureau(context.regions, row.bureau, region);
    const good = await importRows(tx, id, ['good']);
    const entered = await registerMany(
      context,
      row.bureau,
      region,
      good.map(({ row_number: number, input }) => ({ number, site: input as ImportedSite })),
    );
    const doubled = good.map((one) => one.row_number).filter((number) => !entered.has(number));
    await setRowStates(tx, id, [...entered], 'committed');
    await setRowStates(tx, id, doubled, 'duplicate', {
      column: '网址',
      value: '',
      message: '主体库中已有该网站（可能由其他辖区登记），不重复导入',
    });
    await saveImport(tx, row, {
      status: 'committed',
      committed: entered.size,
      duplicates: row.duplicates + doubled.length,
    });
    return {
      result: await present(tx, await getImportRow(tx, id)),
      audit: { on: id, after: { committed: entered.size } },
    };
  },
});

export const discardImport = useCase({
  action: 'registry.import.discard',
  title: '放弃导入',
  permission: 'registry.import',
  input: contract.discardImport.params!,
  async run({ tx }, { id }) {
    const row = await getImportRow(tx, id);
    refuseDecided(row);
    await saveImport(tx, row, { status: 'discarded' });
    return { result: await present(tx, await getImportRow(tx, id)), audit: { on: id } };
  },
});

/** The rows that were not imported, as they were, with the reason of each: to be mended and uploaded again. */
export const rowsNotImported = readCase({
  action: 'registry.import.errors',
  title: '下载未导入的行',
  permission: 'registry.import',
  input: contract.importErrors.params!,
  async run({ tx }, { id }) {
    const row = await getImportRow(tx, id);
    const rows = await importRows(tx, id, ['bad', 'duplicate']);
    return {
      result: {
        headers: (row.columns as Shown['columns']).map(({ header }) => header),
        rows: rows.map((one) => ({
          number: one.row_number,
          raw: one.raw as string[],
          problems: one.problems as ImportProblem[],
        })),
      },
      audit: { on: id },
    };
  },
});
