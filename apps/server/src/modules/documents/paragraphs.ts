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
