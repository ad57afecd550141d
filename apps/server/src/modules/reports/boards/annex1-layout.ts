import { stringify } from 'csv-stringify/sync';
import ExcelJS from 'exceljs';
import PizZip from 'pizzip';
import { fillForm } from '../../documents/service.ts';
import type { Annex1Sums } from './annex1.ts';

const SIDES = [
  ['online', '网上检查'],
  ['onSite', '实地检查'],
] as const;
const NUMBERS = [
  ['checked', '检查'],
  ['problems', '发现问题'],
  ['rectified', '整改到位'],
] as const;
const TIMES = [
  ['value', '本期'],
  ['before', '上期'],
  ['lastYear', '上年同期'],
] as const;
const HEAD = [
  '类别',
  '检查内容',
  ...SIDES.flatMap(([, side]) =>
    NUMBERS.flatMap(([, name]) => TIMES.map(([, time]) => `${side}${name}（${time}）`)),
  ),
];

const numbersOf = (row: Annex1Sums['rows'][number]) =>
  SIDES.flatMap(([side]) => NUMBERS.flatMap(([name]) => TIMES.map(([time]) => row[side][name][time])));
const countOf = (name: string, { value, before, lastYear }: Annex1Sums['online']) =>
  `${name} ${value} 个次（上期 ${before}，上年同期 ${lastYear}）`;
/** How many checks there were, in words. */
const inWords = ({ online, onSite }: Annex1Sums) =>
  `${countOf('网上检查', online)}；${countOf('实地检查', onSite)}。`;

/** All rows and numbers as CSV with a byte order mark. */
export function annex1Csv(sums: Annex1Sums): Buffer {
  const rows = [
    ['填报单位', sums.org.name, '统计期间', sums.period],
    [inWords(sums)],
    HEAD,
    ...sums.rows.map((row) => [row.group, row.words, ...numbersOf(row)]),
  ];
  return Buffer.from(
    `\ufeff${stringify(rows, { record_delimiter: 'windows', relax_column_count: true } as never)}`,
    'utf8',
  );
}

/** The sums as .docx by the form of the catalog, which legal staff can change in Word. */
export function annex1Docx(sums: Annex1Sums, filledOn: string): Buffer {
  const file = fillForm('annex1-sums', {
    period: sums.period,
    unit: sums.org.name,
    month: String(Number(filledOn.slice(5, 7))),
    day: String(Number(filledOn.slice(8))),
    summary: inWords(sums),
    rows: sums.rows.map(({ group, words, online, onSite }) => ({
      group,
      words,
      checkedOnline: String(online.checked.value),
      problemsOnline: String(online.problems.value),
      rectifiedOnline: String(online.rectified.value),
      checkedOnSite: String(onSite.checked.value),
      problemsOnSite: String(onSite.problems.value),
      rectifiedOnSite: String(onSite.rectified.value),
    })),
  });
  return mergeGroups(
    file,
    sums.rows.map(({ group }) => group),
  );
}

/** Joins the first cells of rows of one group, as Annex 1 prints them; a template's loop cannot. */
function mergeGroups(file: Buffer, groups: readonly string[]): Buffer {
  const zip = new PizZip(file);
  const path = 'word/document.xml';
  // The head is the first row of the table.
  const [before = '', head = '', ...rows] = (zip.file(path)?.asText() ?? '').split(/(?=<w:tr[ >])/);
  const merged = rows.map((row, at) => {
    const group = groups[at];
    if (group === undefined || (groups[at - 1] !== group && groups[at + 1] !== group)) return row;
    const cell = groups[at - 1] === group ? '<w:vMerge/>' : '<w:vMerge w:val="restart"/>';
    return row.replace(/<w:tcW [^>]*\/>/, (width) => `${width}${cell}`);
  });
  zip.file(path, [before, head, ...merged].join(''));
  return zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' });
}

const BORDER = { style: 'thin' } as const;
const BOX = { top: BORDER, left: BORDER, bottom: BORDER, right: BORDER };

/** The sums as .xlsx: rows as in Annex 1, each number with the period before and the one of last year. */
export async function annex1Xlsx(sums: Annex1Sums): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('汇总表', {
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    views: [{ state: 'frozen', xSplit: 2, ySplit: 6 }],
  });
  const columns = HEAD.length;
  sheet.columns = HEAD.map((_, at) => ({ width: at === 0 ? 16 : at === 1 ? 44 : 9 }));
  sheet.addRow([sums.title]);
  sheet.addRow([`填报单位：${sums.org.name}　　统计期间：${sums.period}`]);
  sheet.addRow([inWords(sums)]);
  for (const row of [1, 2, 3]) sheet.mergeCells(row, 1, row, columns);
  sheet.getCell('A1').font = { name: '方正小标宋简体', size: 18 };
  sheet.getCell('A1').alignment = { horizontal: 'center' };
  sheet.addRow([
    '检查内容',
    '',
    ...SIDES.flatMap(([, name]) => [name, ...Array.from({ length: 8 }, () => '')]),
  ]);
  sheet.addRow(['', '', ...SIDES.flatMap(() => NUMBERS.flatMap(([, name]) => [name, '', '']))]);
  sheet.addRow(['', '', ...SIDES.flatMap(() => NUMBERS.flatMap(() => TIMES.map(([, name]) => name)))]);
  sheet.mergeCells(4, 1, 6, 2);
  SIDES.forEach((_, side) => {
    sheet.mergeCells(4, 3 + side * 9, 4, 11 + side * 9);
    NUMBERS.forEach((_number, at) => {
      sheet.mergeCells(5, 3 + side * 9 + at * 3, 5, 5 + side * 9 + at * 3);
    });
  });
  let first = 7;
  for (const row of sums.rows) sheet.addRow([row.group, row.words, ...numbersOf(row)]);
  for (const [, rows] of Map.groupBy(sums.rows, ({ group }) => group)) {
    sheet.mergeCells(first, 1, first + rows.length - 1, 1);
    first += rows.length;
  }
  for (let row = 4; row < first; row += 1) {
    for (let column = 1; column <= columns; column += 1) {
      const cell = sheet.getCell(row, column);
      cell.border = BOX;
      cell.font = { name: '宋体', size: 10, bold: row < 7 };
      cell.alignment = {
        vertical: 'middle',
        horizontal: column === 2 && row > 6 ? 'left' : 'center',
        wrapText: true,
      };
    }
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}
