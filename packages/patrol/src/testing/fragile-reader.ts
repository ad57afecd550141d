// Worker of the tests of ReaderPool: counts characters, and fails in the way that a page's title asks for.
import { DEFAULT_LIMITS } from '../limits.ts';
import { serveReader } from '../readers/serve-reader.ts';

await serveReader(DEFAULT_LIMITS, async () => () => {
  const titles: string[] = [];
  return {
    page: ({ title, content }) => {
      titles.push(title);
      fail(title);
      return content?.text.length ?? 0;
    },
    finish: (report) => {
      fail((titles[0] ?? '').replace('汇总', ''));
      return { pages: report.read, titles };
    },
  };
});

function fail(title: string): void {
  if (title === '崩溃') process.exit(3);
  if (title === '出错') throw new Error('规则出错');
  if (title === '占满内存') hoard();
  while (title === '不停') {
    // A rule that never comes to an end.
  }
}

function hoard(): never {
  for (const all: number[][] = []; ; ) all.push(Array.from({ length: 10_000 }, (_, i) => i));
}
