import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { loadForms } from './form-book.ts';
import { closePrinter, printPdf } from './print-pdf.ts';
import { renderDocument } from './render.ts';

afterAll(closePrinter);

it('prints a document as PDF, page by page, with the browser cut off from the network', async () => {
  const form = loadForms(join(import.meta.dirname, '../../../../../catalog')).get('correction-order');
  const sample = Object.fromEntries(
    form.fields.map(({ id, sample: value, initial }) => [id, value ?? initial ?? null]),
  );
  const long = {
    ...sample,
    facts: Array.from({ length: 60 }, (_, line) => `第${line + 1}项事实。`).join('\n'),
  };
  const pagesOf = async (values: typeof sample) => {
    const pdf = await printPdf(renderDocument(form, form.template, values, {}, { copy: 'original' }));
    expect(pdf.toString('latin1', 0, 5)).toBe('%PDF-');
    return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)!.length;
  };
  const short = await pagesOf(sample);
  expect(await pagesOf(long)).toBeGreaterThan(short);
});
