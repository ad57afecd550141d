import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '@wangjian/core/errors.ts';
import { stringify } from 'csv-stringify/sync';
import ExcelJS from 'exceljs';

/** A cell; dates are written as Beijing time. */
export type Cell = string | number | boolean | Date | null | undefined;

/** One column of an exported table. */
export interface Column<Row> {
  readonly title: string;
  readonly value: (row: Row) => Cell;
  /** In characters; 16 by default. Only for xlsx. */
  readonly width?: number;
}

/** A table to be exported. */
export interface Table<Row> {
  readonly format: 'xlsx' | 'csv';
  /** Name of the sheet and, with date and extension, of the file. */
  readonly name: string;
  readonly columns: readonly Column<Row>[];
  /** All rows, in batches; see `inBatches`. */
  readonly rows: AsyncIterable<readonly Row[]>;
}

/** A table written to a temporary file; `sendTable` sends and removes it. */
export interface WrittenTable {
  readonly path: string;
  readonly format: 'xlsx' | 'csv';
  readonly name: string;
  readonly rows: number;
}

/** Excel's own limit is 1,048,576 lines a sheet, the header included. */
const ROWS_A_SHEET = 1_000_000;

/** Writes a table whole to a temporary file, before a byte of it is sent: an error in the middle is an error. */
export async function writeTable<Row>(table: Table<Row>): Promise<WrittenTable> {
  const { format, name } = table;
  const path = join(tmpdir(), `wangjian-export-${randomBytes(12).toString('hex')}`);
  try {
    const rows = format === 'csv' ? await writeCsv(path, table) : await writeXlsx(path, table);
    return { path, format, name, rows };
  } catch (error) {
    await rm(path, { force: true });
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') {
      throw new AppError('storage_full', undefined, { cause: error });
    }
    throw error;
  }
}

async function writeCsv<Row>(path: string, { columns, rows }: Table<Row>): Promise<number> {
  const file = createWriteStream(path, { mode: 0o600 });
  let count = 0;
  // The mark tells Excel that it is UTF-8.
  await write(
    file,
    `\ufeff${stringify([columns.map(({ title }) => title)], { record_delimiter: 'windows' })}`,
  );
  for await (const batch of rows) {
    const lines = batch.map((row) => columns.map(({ value }) => csvCell(value(row))));
    await write(file, stringify(lines, { record_delimiter: 'windows' }));
    count += batch.length;
  }
  file.end();
  await once(file, 'finish');
  return count;
}

async function write(file: WriteStream, text: string): Promise<void> {
  if (file.errored) throw file.errored;
  if (!file.write(text)) await once(file, 'drain');
}

/** A text that a spreadsheet would take for a formula is led by an apostrophe (CWE-1236). */
function csvCell(cell: Cell): string {
  const text = textOf(cell);
  return typeof cell === 'string' && /^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text;
}

function textOf(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return chinaTime(cell);
  if (typeof cell === 'boolean') return cell ? '是' : '否';
  return String(cell);
}

/** `2026-10-12 09:00:00` in Asia/Shanghai. */
function chinaTime(instant: Date): string {
  return new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}

async function writeXlsx<Row>(path: string, { name, columns, rows }: Table<Row>): Promise<number> {
  const file = createWriteStream(path, { mode: 0o600 });
  // The writer swallows errors of its stream; a full disk must not end in a good-looking answer.
  const failed = new Promise<never>((_, reject) => {
    file.once('error', reject);
  });
  failed.catch(() => undefined);
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: file, useStyles: true });
  const openSheet = (number: number) => {
    const sheet = book.addWorksheet(number === 1 ? name : `${name}${number}`, {
      views: [{ state: 'frozen', ySplit: 1 }],
    });
    sheet.columns = columns.map(({ title, width = 16 }) => ({ header: title, width }));
    sheet.getRow(1).font = { bold: true };
    return sheet;
  };
  let sheet = openSheet(1);
  let count = 0;
  for await (const batch of rows) {
    for (const row of batch) {
      if (count > 0 && count % ROWS_A_SHEET === 0) {
        sheet.commit();
        sheet = openSheet(count / ROWS_A_SHEET + 1);
      }
      sheet.addRow(columns.map(({ value }) => xlsxCell(value(row)))).commit();
      count += 1;
    }
    if (file.errored) throw file.errored;
  }
  sheet.commit();
  await Promise.race([book.commit(), failed]);
  return count;
}

/** Texts stay texts in xlsx: a cell of type string is never read as a formula. Control characters are not XML. */
function xlsxCell(cell: Cell): string | number {
  return typeof cell === 'number'
    ? cell
    : textOf(cell)
        .replaceAll(/[\0-\x08\x0b\x0c\x0e-\x1f]/g, '')
        .slice(0, 32_767);
}
