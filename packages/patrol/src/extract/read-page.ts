import { unitsOf } from '@wangjian/core/text-units.ts';
import { HtmlScanner } from './html-scanner.ts';
import type { PageContent } from './page-content.ts';
import { PageReader } from './page-reader.ts';

const LOCATION =
  /\blocation(?:\.href)?\s*=\s*['"]([^'"\s]{1,500})['"]|\blocation\.(?:replace|assign)\(\s*['"]([^'"\s]{1,500})['"]/;
/** A page with more words than this shows something by itself; a `location` in its scripts is then not its point. */
const EMPTY_PAGE = 120;

/** Reads one decoded HTML page in a single pass; never throws, whatever the input. `url` may be empty for files. */
export function readPage(html: string, url: string): PageContent {
  // Browsers leave zero characters out, so they hide no word; and no database holds them.
  const source = html.includes('\0') ? html.replaceAll('\0', '') : html;
  const units = unitsOf(source);
  const reader = new PageReader(url, source, units);
  new HtmlScanner(source, units, reader).scan();
  const page = reader.finish();
  if (page.refresh || page.text.length > EMPTY_PAGE) return page;
  const target = LOCATION.exec(html);
  const address = target && reader.resolve(target[1] ?? target[2] ?? '');
  return address ? { ...page, refresh: { seconds: 0, url: address } } : page;
}
