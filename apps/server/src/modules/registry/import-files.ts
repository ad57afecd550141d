import { BUSINESS_FORM_NAMES, SITE_KIND_NAMES } from '@wangjian/core/site.ts';
import ExcelJS from 'exceljs';
import { IMPORT_FIELDS } from './import-columns.ts';

const TITLES = Object.values(IMPORT_FIELDS).map(({ title, required }) => (required ? `${title}*` : title));

/** The empty table to be filled in, with one line of example and the words that the columns know. */
export async function importTemplate(): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('主体');
  sheet.addRow(TITLES).font = { bold: true };
  sheet.columns.forEach((column) => {
    column.width = 24;
    column.numFmt = '@';
  });
  sheet.views = [{ state: 'frozen', ySplit: 1 }];
  const help = workbook.addWorksheet('填写说明');
  help.addRow(['带 * 的列必填；一行一个网站或网店；网址写首页地址。']);
  help.addRow([`主体分类：${Object.values(SITE_KIND_NAMES).join('、')}（可空，由监测判断）`]);
  help.addRow([`经营业态：${Object.values(BUSINESS_FORM_NAMES).join('、')}（可空；多个用顿号分开）`]);
  help.addRow([
    '统一社会信用代码为 18 位，会核对校验位；所属区划写区划代码或名称，空着则用导入时选择的区划。',
  ]);
  help.getColumn(1).width = 100;
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
