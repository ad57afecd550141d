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

it('begins a table with tall rows and spanning cells on the page where it stands', async () => {
  const form = loadForms(join(import.meta.dirname, '../../../../../catalog')).get('inspection-form');
  const sample = Object.fromEntries(
    form.fields.map(({ id, sample: value, initial }) => [id, value ?? initial ?? null]),
  );
  const pagesOf = async (values: typeof sample) => {
    const pdf = await printPdf(renderDocument(form, form.template, values, {}, { copy: 'original' }));
    return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)!.length;
  };
  const usual = await pagesOf({ ...sample, signatures: [], photos: [] });
  const tall = Array.from({ length: 24 }, (_, line) => `第${line + 1}项`).join('\n');
  // Kept whole, the row and the cell that spans it would leave two pages nearly empty.
  expect(await pagesOf({ ...sample, signatures: [], photos: [], displayOnline: tall })).toBe(usual + 1);
});
