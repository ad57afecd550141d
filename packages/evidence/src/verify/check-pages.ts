import { parseObject, textOf } from './manifest.ts';
import type { Problem } from './problem.ts';
import type { PackageScan } from './scan-package.ts';

/** What checking the page lists found. */
export interface PagesCheck {
  readonly problems: Problem[];
  readonly pages: number;
}

/** An address in the form in which tools agree: no fragment, no scheme, no slash at the end. */
function plain(url: string): string {
  const bare = url.replace(/#.*$/, '').replace(/^https?:\/\//i, '');
  return (
    URL.canParse(url) ? new URL(url).href.replace(/#.*$/, '').replace(/^https?:\/\//, '') : bare
  ).replace(/\/$/, '');
}

/** Each page that a list names must be in the WARC files; a page that the maker says it could not load need not. */
export function checkPages(scan: PackageScan, sealed: boolean): PagesCheck {
  const problems: Problem[] = [];
  const stored = new Set(scan.warcs.flatMap((warc) => warc.records).map((record) => plain(record.url)));
  let pages = 0;
  for (const [path, bytes] of scan.kept) {
    if (!/^pages\/.*\.jsonl$/.test(path)) continue;
    for (const [i, line] of new TextDecoder().decode(bytes).split('\n').entries()) {
      if (line.trim() === '') continue;
      const page = parseObject(new TextEncoder().encode(line));
      if (!page) problems.push({ severity: 'altered', detail: `${path} 第 ${i + 1} 行不是有效的 JSON` });
      if (!page || (i === 0 && 'format' in page)) continue;
      pages += 1;
      const url = textOf(page, 'url');
      const failed = page.loadState === 0 || page.load === false || Number(page.status ?? 0) >= 400;
      if (!stored.has(plain(url)) && !failed) {
        const severity = scan.warcs.length > 0 ? 'altered' : 'missing';
        problems.push({ severity, detail: `${path} 中的网页 ${url} 在 WARC 中没有记录` });
      }
    }
  }
  if (pages === 0 && sealed) {
    problems.push({ severity: 'missing', detail: '页面清单中没有网页' });
  }
  return { problems, pages };
}
