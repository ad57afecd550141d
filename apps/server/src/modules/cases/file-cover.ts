import type { FileEntry } from './law/file-order.ts';

/** What stands on the cover of a file (卷宗封面). */
export interface FileCover {
  readonly office: string;
  readonly volume: '正卷' | '副卷';
  readonly rows: readonly (readonly [name: string, words: string])[];
}

const escaped = (words: string) =>
  words.replaceAll(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`).replaceAll('\n', '<br>');

const STYLE = `
@page { size: A4; margin: 28mm 24mm 24mm 28mm; }
body { margin: 0; font: 12pt/1.5 FangSong, "Noto Sans SC", serif; color: #000; }
h1 { margin: 16mm 0 4mm; text-align: center; font-size: 26pt; letter-spacing: 4pt; }
p { margin: 0; }
h2 { margin: 0 0 8mm; text-align: center; font-size: 18pt; }
.office { text-align: center; font-size: 16pt; }
.volume { text-align: center; font-size: 20pt; margin-bottom: 10mm; }
table { width: 100%; border-collapse: collapse; }
th, td { border: 0.5pt solid #000; padding: 2mm 2.5mm; text-align: left; vertical-align: top; font-weight: normal; overflow-wrap: anywhere; }
.cover th { width: 34mm; }
.list th { text-align: center; }
.list td.n { text-align: center; white-space: nowrap; }
.list td.small { font-size: 8pt; line-height: 1.4; }
.list { break-before: page; }
tr { break-inside: avoid; }
thead { display: table-header-group; }
`;

/** Cover and catalogue (卷内目录) of one volume as HTML; pages as they are in the bound file. */
export function coverHtml(cover: FileCover, entries: readonly FileEntry[]): string {
  const rows = cover.rows
    .map(([name, words]) => `<tr><th>${escaped(name)}</th><td>${escaped(words)}</td></tr>`)
    .join('');
  const lines = entries
    .map((entry) => {
      const last = entry.firstPage + entry.pages - 1;
      const pages =
        entry.pages === 0 ? '另存' : entry.pages === 1 ? `${entry.firstPage}` : `${entry.firstPage}-${last}`;
      return `<tr><td class="n">${entry.place}</td><td>${escaped(entry.number ?? '')}</td><td>${escaped(entry.title)}</td><td class="n">${escaped(entry.day ?? '')}</td><td class="n">${pages}</td><td class="small">${escaped(entry.note ?? '')}</td></tr>`;
    })
    .join('');
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>案卷</title><style>${STYLE}</style><body>
<p class="office">${escaped(cover.office)}</p><h1>行政处罚案卷</h1><p class="volume">${cover.volume}</p>
<table class="cover">${rows}</table>
<section class="list"><h2>卷内目录</h2><table><thead><tr><th>序号</th><th>文号</th><th>材料名称</th><th>日期</th><th>页次</th><th>备注</th></tr></thead><tbody>${lines}</tbody></table></section>
</body></html>`;
}
