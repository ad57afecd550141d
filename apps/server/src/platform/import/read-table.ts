import { AppError } from '@wangjian/core/errors.ts';
import { decodeBody } from '@wangjian/patrol/decode-body.ts';
import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';

/** A table as a person sees it: `number` is the line number that a spreadsheet shows. */
export interface TableRow {
  readonly number: number;
  readonly cells: readonly string[];
}
export interface Table {
  readonly headers: readonly string[];
  readonly rows: readonly TableRow[];
}

const MAX_ROWS = 100_000;
const ZIP_MAGIC = [0x50, 0x4b];
const OLD_EXCEL_MAGIC = [0xd0, 0xcf, 0x11, 0xe0];

/**
 * Reads CSV (UTF-8, GBK, GB18030, UTF-16; comma, semicolon or tab) or XLSX by what the bytes are, not by the file's
 * name. The first row that is not empty is the header. Throws `invalid_input` with what to do for anything else.
 */
export async function readTable(bytes: Uint8Array, fileName: string): Promise<Table> {
  if (bytes.length === 0) throw new AppError('invalid_input', `文件“${fileName}”是空的，请检查后重新上传。`);
  const startsWith = (magic: readonly number[]) => magic.every((byte, index) => bytes[index] === byte);
  if (startsWith(OLD_EXCEL_MAGIC)) {
    throw new AppError(
      'invalid_input',
      `“${fileName}”是旧版 Excel（.xls）格式，请在 Excel 或 WPS 中另存为 .xlsx 后重新上传。`,
    );
  }
  const rows = startsWith(ZIP_MAGIC) ? await readXlsx(bytes, fileName) : readCsv(bytes, fileName);
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell !== ''));
  const [head, ...body] = filled;
  if (!head) throw new AppError('invalid_input', `“${fileName}”里没有内容，请使用导入模板填写后上传。`);
  if (body.length > MAX_ROWS) {
    throw new AppError(
      'too_large',
      `“${fileName}”有 ${body.length} 行，一次最多导入 ${MAX_ROWS} 行，请拆成几个文件。`,
    );
  }
  return { headers: head.cells, rows: body };
}

function readCsv(bytes: Uint8Array, fileName: string): TableRow[] {
  if (bytes.subarray(0, 4096).includes(0) && !hasUtf16Mark(bytes)) {
    throw new AppError('invalid_input', `“${fileName}”不是表格文件（CSV 或 XLSX），请使用导入模板。`);
  }
  const { text } = decodeBody(bytes);
  const firstLine = text.slice(0, text.search(/[\r\n]|$/));
  const delimiter = [',', '\t', ';'].reduce((best, sign) =>
    firstLine.split(sign).length > firstLine.split(best).length ? sign : best,
  );
  try {
    const records = parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      bom: true,
      info: true,
      trim: true,
    }) as unknown as {
      record: string[];
      info: { lines: number };
    }[];
    // `lines` counts the line on which a record ends; one with line breaks inside begins earlier, which is what is shown.
    let previous = 0;
    return records.map(({ record, info }) => {
      const number = previous + 1;
      previous = info.lines;
      return { number, cells: record.map((cell) => cell.trim()) };
    });
  } catch (cause) {
    throw new AppError(
      'invalid_input',
      `“${fileName}”无法按 CSV 读取（${(cause as Error).message}），请检查引号和分隔符，或改用 XLSX。`,
      { cause },
    );
  }
}

function hasUtf16Mark(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

async function readXlsx(bytes: Uint8Array, fileName: string): Promise<TableRow[]> {
  const workbook = new ExcelJS.Workbook();
  try {
    await workbook.xlsx.load(bytes as unknown as ExcelJS.Buffer, {
      ignoreNodes: ['dataValidations', 'conditionalFormatting', 'drawing', 'picture'],
    });
  } catch (cause) {
    throw new AppError(
      'invalid_input',
      `“${fileName}”已损坏或不是 XLSX 文件，无法打开；请用 Excel 或 WPS 重新保存后再上传。`,
      { cause },
    );
  }
  const sheet = workbook.worksheets.find((candidate) => candidate.actualRowCount > 0);
  if (!sheet) throw new AppError('invalid_input', `“${fileName}”里没有内容，请使用导入模板填写后上传。`);
  const rows: TableRow[] = [];
  sheet.eachRow({ includeEmpty: false }, (row, number) => {
    const cells: string[] = [];
    for (let column = 1; column <= Math.min(row.cellCount, 60); column += 1)
      cells.push(cellText(row.getCell(column)));
    rows.push({ number, cells });
  });
  return rows;
}

/** What the officer sees in the cell: a link's text, a formula's result, a long number without exponent. */
function cellText(cell: ExcelJS.Cell): string {
  const value = cell.type === ExcelJS.ValueType.Formula ? cell.result : cell.value;
  if (typeof value === 'number') return Number.isInteger(value) ? value.toFixed(0) : String(value);
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (value && typeof value === 'object' && 'hyperlink' in value)
    return String(value.text ?? value.hyperlink).trim();
  if (value && typeof value === 'object' && 'richText' in value)
    return value.richText
      .map(({ text }) => text)
      .join('')
      .trim();
  if (value && typeof value === 'object') return '';
  return value === null || value === undefined ? '' : String(value).trim();
}
