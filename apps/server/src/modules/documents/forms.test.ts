import { join } from 'node:path';
import PizZip from 'pizzip';
import { describe, expect, it } from 'vitest';
import type { DocumentValue, FormField } from './contract.ts';
import { loadForms } from './form-book.ts';
import { renderDocument } from './render.ts';
import { placeholdersOf } from './template-check.ts';
import { checkValues, missingFields } from './values.ts';

// Loading already refuses a placeholder that is no field, a field without placeholder, and what is no .docx.
const book = loadForms(join(import.meta.dirname, '../../../../../catalog'));
const partOf = (bytes: Uint8Array, name: string) => new PizZip(bytes).file(name)!.asText();
const textOf = (bytes: Uint8Array) => partOf(bytes, 'word/document.xml').replaceAll(/<[^>]+>/g, '');

function sample(field: FormField): DocumentValue {
  const value = field.sample ?? field.initial;
  expect(value, `${field.label} 没有 sample`).toBeDefined();
  return value!;
}

describe.each(book.all.map((form) => [form.name, form] as const))('%s', (_, form) => {
  const values = Object.fromEntries(form.fields.map((field) => [field.id, sample(field)]));

  it('takes its sample values and shows every one of them', () => {
    checkValues(form, values);
    expect(missingFields(form, values)).toEqual([]);
    const rendered = renderDocument(
      form,
      form.template,
      values,
      { 文号: '测〔2026〕7号' },
      { copy: 'original' },
    );
    const text = textOf(rendered);
    expect(text).not.toMatch(/[{}]/);
    if (form.number) expect(text).toContain('测〔2026〕7号');
    for (const field of form.fields.filter(({ kind }) => kind === 'text' || kind === 'choice'))
      expect(text).toContain(String(values[field.id]).trim());
    for (const field of form.fields.filter(({ kind }) => kind === 'table'))
      for (const row of values[field.id] as Record<string, string>[])
        expect(text).toContain(row[field.columns![0]!.id]);
    expect(
      rendered.equals(
        renderDocument(form, form.template, values, { 文号: '测〔2026〕7号' }, { copy: 'original' }),
      ),
    ).toBe(true);
    expect(placeholdersOf(new PizZip(rendered)).size).toBe(0);
  });

  it('shows no personal data in its copy for publication', () => {
    const text = textOf(renderDocument(form, form.template, values, {}, { copy: 'public' }));
    for (const field of form.fields) {
      if (field.mask === undefined || !values[field.id]) continue;
      expect(text, field.label).not.toContain(String(values[field.id]));
    }
    expect(text).not.toMatch(/(?<!\d)1[3-9]\d{9}(?!\d)/);
  });

  it('stays blank where nothing was filled in', () => {
    expect(textOf(renderDocument(form, form.template, {}, {}, { copy: 'original' }))).not.toMatch(
      /[{}]|undefined|null/,
    );
  });

  // GB/T 9704-2012: A4, head margin 37 mm, binding margin 28 mm, type area 156 × 225 mm, 22 lines of 28 characters.
  it('has the measures of an official document', () => {
    const xml = partOf(form.template, 'word/document.xml');
    const styles = partOf(form.template, 'word/styles.xml');
    const twips = (mm: number) => Math.round((mm / 25.4) * 1440);
    const margin = (side: string) => Number(new RegExp(`<w:pgMar[^>]* w:${side}="(\\d+)"`).exec(xml)![1]);
    expect(xml).toContain('<w:pgSz w:w="11906" w:h="16838"/>');
    expect([margin('top'), margin('bottom'), margin('left')]).toEqual([
      twips(34.58),
      twips(32.58),
      twips(28),
    ]);
    expect(11906 - margin('left') - margin('right')).toBeCloseTo(twips(156), -1);
    const line = Number(/w:line="(\d+)" w:lineRule="exact"/.exec(styles)![1]);
    expect(line).toBe(Math.round(29.45 * 20));
    expect(Math.floor((16838 - margin('top') - margin('bottom')) / line)).toBe(22);
    const pitch = 16 + Number(/w:charSpace="(-?\d+)"/.exec(xml)![1]) / 4096;
    expect(Math.round((11906 - margin('left') - margin('right')) / 20 / pitch)).toBe(28);
    expect(styles).toContain('w:eastAsia="仿宋_GB2312"');
    expect(styles).toContain('<w:sz w:val="32"/>');
    expect(xml).toMatch(/w:eastAsia="方正小标宋简体"[^>]*\/><w:sz w:val="44"\/>/);
    expect(`${xml}${styles}`).not.toContain('Theme');
    expect(partOf(form.template, 'word/footer1.xml')).toMatch(/w:eastAsia="宋体"[^>]*\/><w:sz w:val="28"\/>/);
    expect(partOf(form.template, 'word/footer1.xml')).toContain(' PAGE ');
  });
});

describe('a template', () => {
  const form = book.get('correction-order');
  const changed = (change: (xml: string) => string) => {
    const zip = new PizZip(form.template);
    zip.file('word/document.xml', change(zip.file('word/document.xml')!.asText()));
    return zip.generate({ type: 'nodebuffer' });
  };

  it('that lacks a field is refused, with field and form named', async () => {
    const { checkTemplate } = await import('./template-check.ts');
    expect(() =>
      checkTemplate(
        form,
        changed((xml) => xml.replace('{改正期限}', '')),
      ),
    ).toThrow(/责令改正通知书.*缺少字段 \{改正期限\}/);
    expect(() =>
      checkTemplate(
        form,
        changed((xml) => xml.replace('{改正期限}', '{整改期限}')),
      ),
    ).toThrow(/\{整改期限\} 不是本文书的字段/);
    expect(() =>
      checkTemplate(
        form,
        changed((xml) => xml.replace('{改正期限}', '{改正期限')),
      ),
    ).toThrow(/花括号不成对/);
  });

  it('with macros, foreign parts or no Word inside is refused', async () => {
    const { openTemplate } = await import('./template-check.ts');
    const withPart = (name: string, content: string) => {
      const zip = new PizZip(form.template);
      zip.file(name, content);
      return zip.generate({ type: 'nodebuffer' });
    };
    expect(() => openTemplate(withPart('word/vbaProject.bin', 'x'))).toThrow(/宏/);
    const types = partOf(form.template, '[Content_Types].xml');
    expect(() =>
      openTemplate(
        withPart(
          '[Content_Types].xml',
          types.replace(
            'openxmlformats-officedocument.wordprocessingml.document.main',
            'ms-word.document.macroEnabled.main',
          ),
        ),
      ),
    ).toThrow(/宏/);
    expect(() => openTemplate(withPart('word/embeddings/oleObject1.bin', 'x'))).toThrow(/OLE/);
    const rels = partOf(form.template, 'word/_rels/document.xml.rels');
    expect(() =>
      openTemplate(
        withPart(
          'word/_rels/document.xml.rels',
          rels.replace(
            '</Relationships>',
            '<Relationship Id="rId9" Type="x/attachedTemplate" Target="http://a.test/t.dotm" TargetMode="External"/></Relationships>',
          ),
        ),
      ),
    ).toThrow(/外部/);
    expect(() => openTemplate(Buffer.from('no zip'))).toThrow(/\.docx/);
  });

  it('drops the line of a field that is empty, and keeps the empty boxes of a table', () => {
    const text = textOf(renderDocument(form, form.template, { party: '甲公司' }, {}, { copy: 'original' }));
    expect(text).toContain('甲公司');
    expect(text).not.toContain('统一社会信用代码');
    const filing = book.get('case-filing');
    expect(textOf(renderDocument(filing, filing.template, {}, {}, { copy: 'original' }))).toContain('案由');
    expect(text).not.toContain('\u2060');
  });

  it('hides other persons of the record in the copy for publication, wherever they are named', () => {
    const facts = '当事人与李小四（住沙坡头区鼓楼东街9号）共同销售。';
    const persons = [
      { value: '李小四', mask: 'person-name' as const },
      { value: '沙坡头区鼓楼东街9号', mask: 'address' as const },
      { value: null, mask: 'phone' as const },
    ];
    const named = { party: '王小二', facts };
    const shown = (copy: 'original' | 'public') =>
      textOf(renderDocument(form, form.template, named, {}, { copy, persons }));
    expect(shown('original')).toContain(facts);
    expect(shown('public')).toContain('当事人与李某某（住沙坡头区****）共同销售。');
    expect(shown('public')).toContain('王小二');
  });

  it('gives each line of a long text a paragraph of its own, indented like the first', () => {
    const rendered = renderDocument(
      form,
      form.template,
      { facts: '一。\n二。\n三。' },
      {},
      { copy: 'original' },
    );
    const paragraphs = partOf(rendered, 'word/document.xml').match(/<w:p>(?:(?!<\/w:p>).)*<\/w:p>/gs)!;
    const own = ['一。', '二。', '三。'].map((text) => paragraphs.find((one) => one.includes(`>${text}<`)));
    for (const paragraph of own) expect(paragraph).toContain('w:firstLineChars="200"');
  });
});
