/** Stands for the end of a paragraph inside a value (U+2029); after rendering it becomes one. */
export const PARAGRAPH_BREAK = '\u2029';

const PARAGRAPH = /<w:p(?: [^>]*)?>(?:(?!<w:p[ >]).)*?<\/w:p>/gs;

/**
 * Makes real paragraphs of the breaks that values carry: each new one has the properties (indent, alignment) of the
 * paragraph that it stood in and the run properties of its run, so that 首行缩进 holds for every paragraph.
 */
export function splitParagraphs(xml: string): string {
  if (!xml.includes(PARAGRAPH_BREAK)) return xml;
  return xml.replaceAll(PARAGRAPH, (paragraph) => {
    if (!paragraph.includes(PARAGRAPH_BREAK)) return paragraph;
    const open = /^<w:p(?: [^>]*)?>/.exec(paragraph)![0];
    const properties = /^<w:p(?: [^>]*)?>(<w:pPr>.*?<\/w:pPr>)/s.exec(paragraph)?.[1] ?? '';
    return paragraph.replaceAll(/<w:r(?: [^>]*)?>(?:(?!<\/w:r>).)*<\/w:r>/gs, (run) => {
      if (!run.includes(PARAGRAPH_BREAK)) return run;
      const runOpen = /^<w:r(?: [^>]*)?>/.exec(run)![0];
      const runProperties = /<w:rPr>.*?<\/w:rPr>/s.exec(run)?.[0] ?? '';
      const next = `</w:t></w:r></w:p>${open}${properties}${runOpen}${runProperties}<w:t xml:space="preserve">`;
      return run.replaceAll(PARAGRAPH_BREAK, next);
    });
  });
}

/** Stands for a value that is empty (U+2060, no width), until the lines that carry nothing else are dropped. */
export const BLANK = '\u2060';

/** A label with nothing behind it: `统一社会信用代码：`. */
const LABEL_ONLY = new RegExp(`^[^：。；，]{1,24}：${BLANK}$|^${BLANK}$`, 'u');

/**
 * Drops the lines of which nothing was filled in (`统一社会信用代码：` of a person), as an officer would when writing.
 * Cells of a table keep theirs: a form shows its empty boxes.
 */
export function dropBlankLines(xml: string): string {
  if (!xml.includes(BLANK)) return xml;
  const outside = xml.split(/(<w:tbl>.*?<\/w:tbl>)/s).map((part) =>
    part.startsWith('<w:tbl>')
      ? part
      : part.replaceAll(PARAGRAPH, (paragraph) => {
          const text = paragraph.replaceAll(/<[^>]+>/g, '');
          return LABEL_ONLY.test(text) && !paragraph.includes('<w:sectPr') ? '' : paragraph;
        }),
  );
  return outside.join('').replaceAll(BLANK, '');
}
