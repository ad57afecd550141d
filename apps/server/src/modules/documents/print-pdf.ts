import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { BrowserPool } from '@wangjian/evidence/browser/pool.ts';

/** The renderer of .docx in a page, and what it needs: both run inside the browser, not here. */
function scripts(): string[] {
  const resolve = createRequire(import.meta.url).resolve;
  return [
    join(dirname(resolve('jszip/package.json')), 'dist/jszip.min.js'),
    join(dirname(resolve('docx-preview')), 'docx-preview.min.js'),
  ].map((path) => readFileSync(path, 'utf8'));
}

// 版心 156 × 225 mm; 4号 page numbers between dashes, odd pages right, even pages left, one character in.
const PRINT_STYLE = `
@page { size: A4; margin: 34.58mm 26mm 32.58mm 28mm; }
@page :right { @bottom-right { content: '— ' counter(page) ' —'; font: 14pt SimSun; padding-right: 16pt; } }
@page :left { @bottom-left { content: '— ' counter(page) ' —'; font: 14pt SimSun; padding-left: 16pt; } }
html, body { margin: 0; }
section.docx { padding: 0 !important; margin: 0 !important; width: auto !important; min-height: 0 !important; }
section.docx + section.docx { break-before: page; }
tr.short { break-inside: avoid; }
/* Columns as the template has them, however long an address in one of them is. */
table { table-layout: fixed !important; }
td { padding: 0 1.5mm !important; overflow-wrap: anywhere; }
p:has(img) { break-after: avoid; }
`;

const PRINT_TIMEOUT_MS = 30_000;

let pool: BrowserPool | undefined;

/** Closes the printing browser, when one was started; called as the process stops. */
export async function closePrinter(): Promise<void> {
  const closing = pool;
  pool = undefined;
  await closing?.close();
}

/** Prints a .docx as PDF with the embedded browser, which has no network while it does. */
export async function printPdf(docx: Uint8Array): Promise<Buffer> {
  pool ??= new BrowserPool({ concurrency: 1 });
  return await pool.use(async (browser) => {
    const context = await browser.newContext({ offline: true, locale: 'zh-CN' });
    try {
      context.setDefaultTimeout(PRINT_TIMEOUT_MS);
      const page = await context.newPage();
      await page.setContent(
        `<!doctype html><meta charset="utf-8"><div id="styles"></div><div id="body"></div>`,
      );
      for (const content of scripts()) await page.addScriptTag({ content });
      await page.evaluate(renderInPage, Buffer.from(docx).toString('base64'));
      await page.addStyleTag({ content: PRINT_STYLE });
      return Buffer.from(await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true }));
    } finally {
      await context.close();
    }
  });
}

/** Prints HTML of our own making (covers, catalogues) the same way; it carries its own styles and no scripts. */
export async function printHtml(html: string): Promise<Buffer> {
  pool ??= new BrowserPool({ concurrency: 1 });
  return await pool.use(async (browser) => {
    const context = await browser.newContext({ offline: true, locale: 'zh-CN', javaScriptEnabled: false });
    try {
      context.setDefaultTimeout(PRINT_TIMEOUT_MS);
      const page = await context.newPage();
      await page.setContent(html);
      return Buffer.from(await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true }));
    } finally {
      await context.close();
    }
  });
}

/** Runs inside the page. */
async function renderInPage(base64: string): Promise<void> {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const { docx } = globalThis as unknown as {
    docx: {
      renderAsync(data: Uint8Array, body: unknown, styles: unknown, options: object): Promise<unknown>;
    };
  };
  const page = (
    globalThis as unknown as {
      document: {
        getElementById(id: string): unknown;
        querySelectorAll(
          rows: string,
        ): Iterable<{ offsetHeight: number; className: string; cells: Iterable<{ rowSpan: number }> }>;
      };
    }
  ).document;
  await docx.renderAsync(bytes, page.getElementById('body'), page.getElementById('styles'), {
    inWrapper: false,
    ignoreHeight: true,
    ignoreWidth: true,
    ignoreLastRenderedPageBreak: true,
    renderHeaders: false,
    renderFooters: false,
    useBase64URL: true,
  });
  // A row stays on one page; but a tall one, or one with a cell that spans the next, would leave its page empty.
  for (const row of page.querySelectorAll('tr'))
    if (row.offsetHeight < 200 && [...row.cells].every((cell) => cell.rowSpan === 1))
      row.className += ' short';
}
