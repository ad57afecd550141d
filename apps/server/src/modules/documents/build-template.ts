import PizZip from 'pizzip';
import { type Block, readOutline } from './outline.ts';

/**
 * The measures of GB/T 9704-2012: A4, type area 156 × 225 mm, head margin 37 mm, binding margin 28 mm, 22 lines of 28
 * characters. Word reaches them with these margins and a fixed line of 29.45 pt; twips (1/20 pt).
 */
const PAGE = { width: 11906, height: 16838, top: 1960, bottom: 1847, left: 1587, right: 1474, footer: 1417 };
const LINE = 589;
/** 156 mm over 28 characters of 16 pt: each a little narrower, in 1/4096 pt. */
const CHARACTER_SPACE = -844;

const FONTS = {
  title: '方正小标宋简体',
  body: '仿宋_GB2312',
  black: '黑体',
  kai: '楷体_GB2312',
  song: '宋体',
} as const;
type Font = keyof typeof FONTS;
/** Half points: 2号 22 pt, 3号 16 pt, 4号 14 pt, 小四 12 pt. */
const SIZE = { two: 44, three: 32, four: 28, smallFour: 24 } as const;

const W =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/** Makes a .docx of an outline: no theme (its fonts would override 黑体), quotes and ellipses in the text's own font. */
export function buildTemplate(outline: string): Buffer {
  const blocks = readOutline(outline);
  const zip = new PizZip();
  const parts: Record<string, string> = {
    '[Content_Types].xml': CONTENT_TYPES,
    '_rels/.rels': relations([['rId1', 'officeDocument', 'word/document.xml']]),
    'word/document.xml': `${HEAD}<w:document ${W}><w:body>${blocks.map(block).join('')}${SECTION}</w:body></w:document>`,
    'word/_rels/document.xml.rels': relations([
      ['rId1', 'styles', 'styles.xml'],
      ['rId2', 'settings', 'settings.xml'],
      ['rId3', 'footer', 'footer1.xml'],
      ['rId4', 'footer', 'footer2.xml'],
    ]),
    'word/styles.xml': STYLES,
    'word/settings.xml': `${HEAD}<w:settings ${W}><w:evenAndOddHeaders/><w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`,
    'word/footer1.xml': footer('right'),
    'word/footer2.xml': footer('left'),
  };
  for (const [name, content] of Object.entries(parts))
    zip.file(name, content, { date: new Date(2026, 0, 1) });
  return zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' });
}

function relations(list: readonly (readonly [id: string, type: string, target: string])[]): string {
  const base = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/';
  const rows = list.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${base}${type}" Target="${target}"/>`,
  );
  return `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${rows.join('')}</Relationships>`;
}

const OFFICE = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const CONTENT_TYPES = `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${OFFICE}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${OFFICE}.styles+xml"/><Override PartName="/word/settings.xml" ContentType="${OFFICE}.settings+xml"/><Override PartName="/word/footer1.xml" ContentType="${OFFICE}.footer+xml"/><Override PartName="/word/footer2.xml" ContentType="${OFFICE}.footer+xml"/></Types>`;

const SECTION = `<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:footerReference w:type="even" r:id="rId4"/><w:pgSz w:w="${PAGE.width}" w:h="${PAGE.height}"/><w:pgMar w:top="${PAGE.top}" w:right="${PAGE.right}" w:bottom="${PAGE.bottom}" w:left="${PAGE.left}" w:header="851" w:footer="${PAGE.footer}" w:gutter="0"/><w:docGrid w:type="linesAndChars" w:linePitch="${LINE}" w:charSpace="${CHARACTER_SPACE}"/></w:sectPr>`;

function fonts(font: Font): string {
  const name = FONTS[font];
  return `<w:rFonts w:hint="eastAsia" w:ascii="${name}" w:hAnsi="${name}" w:eastAsia="${name}" w:cs="${name}"/>`;
}

const STYLES = `${HEAD}<w:styles ${W}><w:docDefaults><w:rPrDefault><w:rPr>${fonts('body')}<w:sz w:val="${SIZE.three}"/><w:szCs w:val="${SIZE.three}"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="${LINE}" w:lineRule="exact"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr><w:jc w:val="both"/></w:pPr></w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style></w:styles>`;

/** 4号 half-width 宋体 figures between dashes, one character from the outer edge: odd pages right, even left. */
function footer(side: 'left' | 'right'): string {
  const run = `<w:rPr>${fonts('song')}<w:sz w:val="${SIZE.four}"/></w:rPr>`;
  const text = (content: string) => `<w:r>${run}<w:t xml:space="preserve">${content}</w:t></w:r>`;
  const field = (type: string) => `<w:r>${run}<w:fldChar w:fldCharType="${type}"/></w:r>`;
  const page = `${field('begin')}<w:r>${run}<w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>${field('separate')}${text('1')}${field('end')}`;
  return `${HEAD}<w:ftr ${W}><w:p><w:pPr><w:ind w:${side}="320" w:${side}Chars="100"/><w:jc w:val="${side}"/></w:pPr>${text('— ')}${page}${text(' —')}</w:p></w:ftr>`;
}

interface Look {
  readonly font: Font;
  readonly size: number;
  readonly paragraph: string;
}

const INDENT = '<w:ind w:firstLine="640" w:firstLineChars="200"/>';
const LOOKS: Record<Exclude<Block['kind'], 'blank' | 'page' | 'table'>, Look> = {
  agency: { font: 'title', size: SIZE.two, paragraph: '<w:jc w:val="center"/>' },
  title: { font: 'title', size: SIZE.two, paragraph: '<w:spacing w:after="294"/><w:jc w:val="center"/>' },
  number: { font: 'body', size: SIZE.three, paragraph: '<w:spacing w:after="294"/><w:jc w:val="center"/>' },
  to: { font: 'body', size: SIZE.three, paragraph: '' },
  h1: { font: 'black', size: SIZE.three, paragraph: INDENT },
  h2: { font: 'kai', size: SIZE.three, paragraph: INDENT },
  body: { font: 'body', size: SIZE.three, paragraph: INDENT },
  plain: { font: 'body', size: SIZE.three, paragraph: '' },
  right: {
    font: 'body',
    size: SIZE.three,
    paragraph: '<w:ind w:right="1280" w:rightChars="400"/><w:jc w:val="right"/>',
  },
};

function paragraph(text: string, { font, size, paragraph: properties }: Look): string {
  const run = `<w:rPr>${fonts(font)}<w:sz w:val="${size}"/><w:szCs w:val="${size}"/></w:rPr>`;
  return `<w:p>${properties ? `<w:pPr>${properties}</w:pPr>` : ''}<w:r>${run}<w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`;
}

function block(one: Block): string {
  switch (one.kind) {
    case 'blank':
      return paragraph('', LOOKS.plain);
    case 'page':
      return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>';
    case 'table':
      return table(one);
    default:
      return paragraph(one.text, LOOKS[one.kind]);
  }
}

const EDGE = '<w:BORDER w:val="single" w:sz="4" w:space="0" w:color="auto"/>';
const EDGES = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  .map((side) => EDGE.replace('BORDER', side))
  .join('');

function table({ widths, rows }: Extract<Block, { kind: 'table' }>): string {
  const whole = PAGE.width - PAGE.left - PAGE.right;
  const sum = widths.reduce((a, b) => a + b, 0);
  const columns = widths.map((width) => Math.round((whole * width) / sum));
  const grid = columns.map((width) => `<w:gridCol w:w="${width}"/>`).join('');
  const body = rows.map((_, index) => row(rows, index, columns)).join('');
  return `<w:tbl><w:tblPr><w:tblW w:w="${whole}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>${EDGES}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${body}</w:tbl>`;
}

function row(rows: readonly (readonly string[])[], index: number, columns: readonly number[]): string {
  const cells = rows[index]!;
  const out: string[] = [];
  for (let at = 0; at < cells.length; at += 1) {
    let span = 1;
    while (cells[at + span] === '<') span += 1;
    const width = columns.slice(at, at + span).reduce((a, b) => a + b, 0);
    const text = cells[at]!;
    const merged =
      text === '^' ? '<w:vMerge/>' : rows[index + 1]?.[at] === '^' ? '<w:vMerge w:val="restart"/>' : '';
    out.push(cell(text === '^' ? '' : text, width, span, merged));
    at += span - 1;
  }
  return `<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="567" w:hRule="atLeast"/></w:trPr>${out.join('')}</w:tr>`;
}

function cell(text: string, width: number, span: number, merged: string): string {
  // A label stands in the middle of its cell; what is filled in starts at the left.
  const centred = !/\{[^#/]/.test(text) || /^\{[#/]/.test(text);
  const look: Look = {
    font: 'body',
    size: SIZE.smallFour,
    paragraph: `<w:spacing w:line="400" w:lineRule="exact"/><w:jc w:val="${centred && text.length <= 40 ? 'center' : 'left'}"/>`,
  };
  const lines = text.split('\\n').map((line) => paragraph(line, look));
  return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${span > 1 ? `<w:gridSpan w:val="${span}"/>` : ''}${merged}<w:vAlign w:val="center"/></w:tcPr>${lines.join('')}</w:tc>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
