import { PDFDocument } from 'pdf-lib';
import { expect, it } from 'vitest';
import { bindFile, countPages } from './bind-file.ts';
import { coverHtml } from './file-cover.ts';

async function pdf(pages: number): Promise<Uint8Array> {
  const file = await PDFDocument.create();
  for (let page = 0; page < pages; page += 1) file.addPage();
  return await file.save();
}
// A picture of one black pixel.
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=',
  'base64',
);

it('binds front matter, documents and pictures into one file and loses no page', async () => {
  const papers = [
    { type: 'pdf' as const, bytes: await pdf(3) },
    { type: 'png' as const, bytes: PNG },
    { type: 'pdf' as const, bytes: await pdf(2) },
  ];
  expect(await countPages(papers)).toEqual([3, 1, 2]);
  const bound = await PDFDocument.load(await bindFile('案卷', await pdf(2), papers), {
    updateMetadata: false,
  });
  expect(bound.getPageCount()).toBe(8);
  expect(bound.getTitle()).toBe('案卷');
});

it('keeps words on the cover as words', () => {
  const html = coverHtml({ office: '某局', volume: '正卷', rows: [['案由', '<b>&"']] }, []);
  expect(html).toContain('&#60;b&#62;&#38;&#34;');
});
