import { readFile, rm } from 'node:fs/promises';
import ExcelJS from 'exceljs';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type TestApp, testApp } from '../test/test-app.ts';
import { readCase } from '../use-case.ts';
import { inBatches } from './in-batches.ts';
import { type Column, type WrittenTable, writeTable } from './write-table.ts';

let t: TestApp;
const written: WrittenTable[] = [];
beforeAll(async () => {
  t = await testApp();
});
afterAll(async () => {
  for (const { path } of written) await rm(path, { force: true });
  await t.close();
});

interface Row {
  readonly n: number;
  readonly text: string;
}
const columns: readonly Column<Row>[] = [
  { title: '序号', value: ({ n }) => n },
  { title: '名称', value: ({ text }) => text },
  { title: '时间', value: () => new Date('2026-10-11T20:00:00Z') },
];
async function* rowsOf(...texts: string[]) {
  yield texts.map((text, n) => ({ n: n - 1, text }));
}
async function write(format: 'csv' | 'xlsx', ...texts: string[]): Promise<WrittenTable> {
  const table = await writeTable({ format, name: '测试', columns, rows: rowsOf(...texts) });
  written.push(table);
  return table;
}
const NASTY = ['=HYPERLINK("http://x")', '+1', '-1', '@cmd', '\t=1', '平常,"引号"\n换行', '<b>&\u0001'];

describe('an exported table', () => {
  it('opens in Excel as CSV and runs no formula', async () => {
    const { path, rows } = await write('csv', ...NASTY);
    const text = await readFile(path, 'utf8');
    expect(rows).toBe(NASTY.length);
    expect(text.startsWith('\ufeff序号,名称,时间\r\n')).toBe(true);
    for (const dangerous of NASTY.slice(0, 5)) expect(text).toContain(`'${dangerous.slice(0, 2)}`);
    expect(text).toContain('"平常,""引号""\n换行"');
    expect(text).toContain('\r\n-1,'); // A number is a number.
    expect(text).toContain('2026-10-12 04:00:00');
  });

  it('keeps texts as texts in XLSX', async () => {
    const { path } = await write('xlsx', ...NASTY);
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(path);
    const sheet = book.getWorksheet('测试')!;
    expect(sheet.rowCount).toBe(NASTY.length + 1);
    expect(sheet.getCell('B2').value).toBe(NASTY[0]);
    expect(sheet.getCell('B2').type).toBe(ExcelJS.ValueType.String);
    expect(sheet.getCell('B8').value).toBe('<b>&');
  });

  it('takes all rows of a query by a cursor, parameters included', async () => {
    const all = readCase({
      action: 'test.export',
      title: '导出',
      permission: 'data.export',
      input: z.undefined(),
      async run({ tx }) {
        const query = tx
          .withTables<{ regions: { code: string; level: string; name: string } }>()
          .selectFrom('regions')
          .select(['code', 'name'])
          .where('level', '=', 'county')
          .where(sql<string>`left(code, 2)`, 'in', ['64', '11'])
          .orderBy('code');
        const batches: number[] = [];
        for await (const batch of inBatches(tx, query, 10)) batches.push(batch.length);
        return { result: batches, audit: { on: null } };
      },
    });
    const officer = await t.officer({ role: 'dispatcher', region: '640500' });
    const batches = await officer.run(all, undefined);
    expect(batches.reduce((sum, n) => sum + n, 0)).toBe(22 + 16);
    expect(Math.max(...batches)).toBe(10);
  });
});
