import ExcelJS from 'exceljs';
import type { ImportFields } from './import-columns.ts';

/** The empty table to be filled in, and a sheet that says what the columns know. */
export async function importTemplate(
  name: string,
  fields: ImportFields,
  help: readonly string[],
): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet(name);
  const titles = Object.values(fields).map(({ title, required }) => (required ? `${title}*` : title));
  sheet.addRow(titles).font = { bold: true };
  sheet.columns.forEach((column) => {
    column.width = 24;
    column.numFmt = '@';
  });
  sheet.views = [{ state: 'frozen', ySplit: 1 }];
  const words = workbook.addWorksheet('填写说明');
  for (const line of help) words.addRow([line]);
  words.getColumn(1).width = 100;
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

interface NotImported {
  readonly headers: readonly string[];
  readonly rows: readonly {
    readonly number: number;
    readonly raw: readonly string[];
    readonly problems: readonly { readonly column: string; readonly message: string }[];
  }[];
}

/** The rows that were not imported under their own headers, each with its line number and what was wrong. */
export async function notImportedTable({ headers, rows }: NotImported): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('未导入的行');
  sheet.addRow([...headers, '原行号', '未导入原因']).font = { bold: true };
  for (const { number, raw, problems } of rows) {
    const cells = headers.map((_, index) => raw[index] ?? '');
    sheet.addRow([
      ...cells,
      number,
      problems.map(({ column, message }) => `${column}：${message}`).join('；'),
    ]);
  }
  sheet.columns.forEach((column) => {
    column.width = 24;
  });
  sheet.views = [{ state: 'frozen', ySplit: 1 }];
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
