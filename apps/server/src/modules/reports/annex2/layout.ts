import { AppError } from '@wangjian/core/errors.ts';
import { stringify } from 'csv-stringify/sync';
import ExcelJS from 'exceljs';
import { fillForm } from '../../documents/service.ts';
import { annex2Table } from './lines.ts';

/** The table as it is handed in: whose, of which day, with which numbers and remarks. */
export interface FilledTable {
  readonly unit: string;
  readonly period: string;
  /** First day of the period: its year stands in the title. */
  readonly from: string;
  /** 填报日期 `YYYY-MM-DD`. */
  readonly filledOn: string;
  /** Line id → number; 罚没款 in 分. */
  readonly values: Readonly<Record<string, number>>;
  readonly remarks: Readonly<Record<string, string>>;
}

/** 分 in 万元, exact: 573800000 → `573.8`. */
export function inTenThousands(fen: number): string {
  const [whole, part] = [Math.floor(fen / 1_000_000), fen % 1_000_000];
  const digits = String(part).padStart(6, '0').replace(/0+$/, '');
  return digits === '' ? String(whole) : `${whole}.${digits}`;
}

const title = ({ from }: FilledTable) => `${from.slice(0, 4)} 年${annex2Table().title}`;
const filledOn = (day: string) => ({
  month: String(Number(day.slice(5, 7))),
  day: String(Number(day.slice(8))),
});
const totals = ({ values }: FilledTable) => ({
  cases: String(values.cases ?? 0),
  transfers: String(values['police-transfers'] ?? 0),
  fines: inTenThousands(values.fines ?? 0),
});
/** The lines that have a row of their own; the others stand in the words of the left cell. */
const rowLines = () => annex2Table().lines.filter(({ section }) => section !== '合计');

/** The table as .docx, by the form of the catalog that legal staff can change in Word. */
export function annex2Docx(table: FilledTable): Buffer {
  const rows = rowLines().flatMap(({ id }, at) => [
    [`value${at + 1}`, String(table.values[id] ?? 0)],
    [`remark${at + 1}`, table.remarks[id] ?? ''],
  ]);
  return fillForm('annex2-statistics', {
    year: table.from.slice(0, 4),
    unit: table.unit,
    ...filledOn(table.filledOn),
    ...totals(table),
    ...Object.fromEntries(rows),
  });
}

/** All lines, the totals among them, as CSV with a byte order mark. */
export function annex2Csv(table: FilledTable): Buffer {
  const rows = annex2Table().lines.map(({ id, section, words, unit }) => [
    section,
    words,
    unit === '万元' ? inTenThousands(table.values[id] ?? 0) : String(table.values[id] ?? 0),
    table.remarks[id] ?? '',
  ]);
  const head = [
    ['填报单位', table.unit, '统计期间', table.period],
    ['类别', '项目', '数量', '备注'],
  ];
  return Buffer.from(`\ufeff${stringify([...head, ...rows], { record_delimiter: 'windows' })}`, 'utf8');
}

const BORDER = { style: 'thin' } as const;
const BOX = { top: BORDER, left: BORDER, bottom: BORDER, right: BORDER };
const SONG = { name: '宋体', size: 11 };

/** The table as .xlsx, cell by cell as the document prints it. */
export async function annex2Xlsx(table: FilledTable): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  // The document names no period: it stands on the sheet's tab and at the head of the printed page.
  const sheet = book.addWorksheet(table.period, {
    pageSetup: { paperSize: 9, orientation: 'portrait', fitToPage: true, fitToWidth: 1, fitToHeight: 1 },
    headerFooter: { oddHeader: `&R统计期间：${table.period}` },
  });
  sheet.columns = [{ width: 20 }, { width: 50 }, { width: 12 }, { width: 18 }];
  const { month, day } = filledOn(table.filledOn);
  sheet.addRow(['附件 2']);
  sheet.addRow([title(table)]);
  sheet.addRow([`填报单位：${table.unit}`]);
  sheet.addRow([`填报日期：${month} 月 ${day} 日`]);
  sheet.mergeCells('A2:D2');
  sheet.mergeCells('A3:D3');
  sheet.mergeCells('A4:D4');
  sheet.getCell('A2').font = { name: '方正小标宋简体', size: 18 };
  sheet.getCell('A2').alignment = { horizontal: 'center', vertical: 'middle' };
  sheet.getRow(2).height = 36;
  const head = sheet.addRow(['项 目', '', '数 量', '备 注']);
  sheet.mergeCells(head.number, 1, head.number, 2);
  const first = head.number + 1;
  const [offices, categories] = [
    rowLines().filter(({ category }) => category === undefined),
    rowLines().filter(({ category }) => category !== undefined),
  ];
  if (offices.length === 0 || categories.length === 0) throw new AppError('invalid_input', '附件2目录缺少行');
  const add = (left: string, words: string, value: number | string, remark: string) =>
    sheet.addRow([left, words, value, remark]);
  for (const { id, words } of offices) {
    add('市场监管部门', words, table.values[id] ?? 0, table.remarks[id] ?? '');
  }
  sheet.mergeCells(first, 1, first + offices.length - 1, 1);
  const { cases, transfers, fines } = totals(table);
  const left = `查处网络违法案件 ${cases} 件；\n移送公安机关案件 ${transfers} 件；\n罚没款 ${fines} 万元`;
  const middle = add(left, '按主要违法行为问题分类', '', '').number;
  for (const { id, words } of categories) add(left, words, table.values[id] ?? 0, table.remarks[id] ?? '');
  sheet.mergeCells(middle, 2, middle, 4);
  // 其他违法违规案件 stands beside no block: its words take both columns, as in the document.
  const last = middle + categories.length;
  sheet.getCell(last, 1).value = categories.at(-1)?.words ?? '';
  sheet.mergeCells(last, 1, last, 2);
  sheet.mergeCells(middle, 1, last - 1, 1);
  for (let row = head.number; row <= last; row += 1) {
    sheet.getRow(row).height = 24;
    for (let column = 1; column <= 4; column += 1) {
      const cell = sheet.getCell(row, column);
      cell.border = BOX;
      cell.font = row === head.number ? { ...SONG, bold: true } : SONG;
      cell.alignment = { vertical: 'middle', horizontal: column === 2 ? 'left' : 'center', wrapText: true };
    }
  }
  sheet.getCell(head.number, 1).alignment = { vertical: 'middle', horizontal: 'center' };
  sheet.addRow(['（违法典型案例附处罚决定书）']);
  return Buffer.from(await book.xlsx.writeBuffer());
}
