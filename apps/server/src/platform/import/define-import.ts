import { AppError } from '@wangjian/core/errors.ts';
import type { Permission } from '@wangjian/core/permissions.ts';
import type { RegionTree } from '@wangjian/core/regions.ts';
import type { TableImport } from '@wangjian/core/table-import.ts';
import { z } from 'zod';
import type { ScopedTx } from '../scoped-tx.ts';
import { type ReadContext, readCase, useCase, type WriteContext } from '../use-case.ts';
import { type ImportFields, matchHeaders, missingTitles } from './import-columns.ts';
import {
  getImportRow,
  type ImportRow,
  importRows,
  insertImport,
  saveImport,
  setRowStates,
} from './import-store.ts';
import type { Table, TableRow } from './read-table.ts';

export interface ImportProblem {
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly message: string;
}

/** A row with what became of it: `good` ones have an item, the others a problem that says why not. */
export interface JudgedRow<Item> {
  readonly number: number;
  readonly raw: readonly string[];
  readonly item: Item | null;
  readonly problems: readonly ImportProblem[];
  readonly state: 'good' | 'bad' | 'duplicate';
}

/** A kind of import. Its two tables are made by the module's migrations (see `modules/leads/migrations`). */
export interface ImportKind<Field extends string, Item> {
  /** First part of the names of its tables: `site` for `site_imports`, `site_import_rows`. */
  readonly tables: string;
  /** `registry.import`, first part of the verbs of the audit log. */
  readonly action: string;
  readonly noun: string;
  readonly permission: Permission;
  readonly fields: ImportFields<Field>;
  readonly maxRows?: number;
  /** Judges every row of a table, with all of its problems at once. */
  judge(
    context: ReadContext,
    bureau: string,
    rows: readonly TableRow[],
    fields: readonly (Field | null)[],
  ): Promise<readonly JudgedRow<Item>[]>;
  /** Enters the good rows; returns the numbers of those that were entered, the others are duplicates by now. */
  enter(
    context: WriteContext,
    bureau: string,
    region: string,
    rows: readonly { readonly number: number; readonly item: Item }[],
  ): Promise<ReadonlySet<number>>;
  /** What is said of a row that became a duplicate between check and commit. */
  readonly doubled: { readonly column: string; readonly message: string };
}

const SHOWN_PROBLEMS = 200;
const OneImport = z.object({ id: z.string() });

/** The region that an officer wrote: a code, or a name among those in sight. */
export function regionOfWords(regions: RegionTree, within: string, words: string): string | undefined {
  if (regions.find(words)) return regions.contains(within, words) ? words : undefined;
  return regions
    .within(within)
    .find((code) => regions.get(code).name === words || regions.fullName(code) === words);
}

/** The use cases of a kind of import: upload (checked and kept whole), get, commit, discard, rows not imported. */
export function defineImport<Field extends string, Item>(kind: ImportKind<Field, Item>) {
  const { tables, action, noun, permission } = kind;
  const imported = (tx: ScopedTx, id: string) => getImportRow(tx, tables, id);

  async function present(tx: ScopedTx, row: ImportRow): Promise<TableImport> {
    const bad = await importRows(tx, tables, row.id, ['bad', 'duplicate'], SHOWN_PROBLEMS);
    return {
      id: row.id,
      fileName: row.file_name,
      status: row.status,
      rows: row.rows,
      good: row.good,
      bad: row.bad,
      duplicates: row.duplicates,
      columns: row.columns as TableImport['columns'],
      problems: bad.flatMap((one) => one.problems as ImportProblem[]).slice(0, SHOWN_PROBLEMS),
      createdAt: row.created_at.toISOString(),
      createdBy: row.created_by_name,
      committed: row.committed,
    };
  }

  function refuseUnreadable(fileName: string, table: Table, fields: readonly (Field | null)[]): void {
    const missing = missingTitles(kind.fields, fields);
    if (missing.length > 0)
      throw new AppError(
        'invalid_input',
        `“${fileName}”缺少必需的列${missing.map((title) => `“${title}”`).join('、')}（第一行应是列名，现有：${table.headers.filter(Boolean).join('、') || '无'}）。请下载导入模板对照修改。`,
      );
    if (kind.maxRows !== undefined && table.rows.length > kind.maxRows)
      throw new AppError(
        'too_large',
        `“${fileName}”有 ${table.rows.length} 行，一次最多导入 ${kind.maxRows} 行，请拆成几个文件。`,
      );
  }

  function refuseDecided(row: ImportRow): void {
    if (row.status !== 'checked')
      throw new AppError(
        'conflict',
        row.status === 'committed' ? '该表格已经导入过了' : '该导入已经放弃，请重新上传',
      );
  }

  const upload = useCase({
    action: `${action}.check`,
    title: `上传${noun}表格`,
    permission,
    input: z.object({ fileName: z.string().max(255), table: z.custom<Table>() }),
    async run(context, { fileName, table }) {
      const { tx, actor, clock, newId, regions } = context;
      const fields = matchHeaders(kind.fields, table.headers);
      refuseUnreadable(fileName, table, fields);
      const bureau = regions.bureauOf(actor.region);
      const rows = await kind.judge(context, bureau, table.rows, fields);
      const count = (state: string) => rows.filter((row) => row.state === state).length;
      const id = newId('import', bureau);
      await insertImport(
        tx,
        tables,
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
          input: row.item === null ? null : JSON.stringify(row.item),
          problems: JSON.stringify(row.problems),
          state: row.state,
        })),
      );
      return {
        result: await present(tx, await imported(tx, id)),
        audit: { on: id, after: { fileName, rows: rows.length } },
      };
    },
  });

  const get = readCase({
    action: `${action}.read`,
    title: '查看导入结果',
    permission,
    input: OneImport,
    async run({ tx }, { id }) {
      return { result: await present(tx, await imported(tx, id)), audit: 'plain' };
    },
  });

  const commit = useCase({
    action: `${action}.commit`,
    title: `确认导入${noun}`,
    permission,
    input: OneImport.extend({ region: z.string() }),
    async run(context, { id, region }) {
      const { tx, regions } = context;
      const row = await imported(tx, id);
      refuseDecided(row);
      if (regions.bureauOf(region) !== row.bureau)
        throw new AppError(
          'invalid_input',
          `“${regions.fullName(region)}”不属于本局，请选择本局辖区内的区划`,
          {
            problems: [{ path: 'region', message: '不是本局辖区内的区划' }],
          },
        );
      const good = await importRows(tx, tables, id, ['good']);
      const items = good.map(({ row_number: number, input }) => ({ number, item: input as Item }));
      const entered = await kind.enter(context, row.bureau, region, items);
      const doubled = good.map((one) => one.row_number).filter((number) => !entered.has(number));
      await setRowStates(tx, tables, id, [...entered], 'committed');
      await setRowStates(tx, tables, id, doubled, 'duplicate', { ...kind.doubled, value: '' });
      await saveImport(tx, tables, row, {
        status: 'committed',
        committed: entered.size,
        duplicates: row.duplicates + doubled.length,
      });
      return {
        result: await present(tx, await imported(tx, id)),
        audit: { on: id, after: { committed: entered.size } },
      };
    },
  });

  const discard = useCase({
    action: `${action}.discard`,
    title: '放弃导入',
    permission,
    input: OneImport,
    async run({ tx }, { id }) {
      const row = await imported(tx, id);
      refuseDecided(row);
      await saveImport(tx, tables, row, { status: 'discarded' });
      return { result: await present(tx, await imported(tx, id)), audit: { on: id } };
    },
  });

  /** The rows that were not imported, as they were, with the reason of each: to be mended and uploaded again. */
  const notImported = readCase({
    action: `${action}.errors`,
    title: '下载未导入的行',
    permission,
    input: OneImport,
    async run({ tx }, { id }) {
      const row = await imported(tx, id);
      const rows = await importRows(tx, tables, id, ['bad', 'duplicate']);
      return {
        result: {
          headers: (row.columns as TableImport['columns']).map(({ header }) => header),
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

  return { upload, get, commit, discard, notImported, fields: kind.fields, noun };
}
