/** One block of a form's outline. */
export type Block =
  | {
      readonly kind: 'agency' | 'title' | 'number' | 'to' | 'h1' | 'h2' | 'body' | 'plain' | 'right';
      readonly text: string;
    }
  | { readonly kind: 'blank' }
  | { readonly kind: 'page' }
  | {
      readonly kind: 'table';
      readonly widths: readonly number[];
      readonly rows: readonly (readonly string[])[];
    };

const PREFIXES: readonly (readonly [string, Exclude<Block['kind'], 'blank' | 'page' | 'table' | 'body'>])[] =
  [
    ['@ ', 'agency'],
    ['# ', 'title'],
    ['№ ', 'number'],
    ['： ', 'to'],
    ['## ', 'h1'],
    ['### ', 'h2'],
    ['- ', 'plain'],
    ['> ', 'right'],
  ];

/**
 * Reads an outline (`catalog/forms/<id>/outline.txt`), line by line: `@ ` issuing authority, `# ` title, `№ ` 文号,
 * `： ` addressee, `## ` and `### ` headings, `- ` a line without indent, `> ` signature and date, `~` an empty line,
 * `---` a new page, `|= 1 | 3 |` a table's widths, then `| … | … |` its rows (`<` joins the cell to its left, `^` to
 * the one above, `\n` is a new line in a cell). Everything else is a paragraph of the body.
 */
export function readOutline(text: string): Block[] {
  const blocks: Block[] = [];
  let table: { kind: 'table'; widths: number[]; rows: string[][] } | undefined;
  for (const line of text.split('\n').map((one) => one.trimEnd())) {
    if (line.startsWith('|')) {
      const cells = line
        .replace(/^\|=?/, '')
        .replace(/\|$/, '')
        .split('|')
        .map((cell) => cell.trim());
      if (line.startsWith('|=')) {
        table = { kind: 'table', widths: cells.map(Number), rows: [] };
        blocks.push(table);
        continue;
      }
      if (!table) throw new Error(`表格前缺少宽度行（|= 1 | 2 |）：${line}`);
      if (cells.length !== table.widths.length)
        throw new Error(`表格一行应有 ${table.widths.length} 格，写了 ${cells.length} 格：${line}`);
      table.rows.push(cells);
      continue;
    }
    table = undefined;
    if (line === '') continue;
    if (line === '~') blocks.push({ kind: 'blank' });
    else if (line === '---') blocks.push({ kind: 'page' });
    else {
      const prefix = PREFIXES.find(([mark]) => line.startsWith(mark));
      blocks.push(
        prefix ? { kind: prefix[1], text: line.slice(prefix[0].length) } : { kind: 'body', text: line },
      );
    }
  }
  return blocks;
}
