import { PDFDocument, StandardFonts } from 'pdf-lib';

const A4 = [595.28, 841.89] as const;
const MARGIN = 36;

/** One paper as it is bound: a PDF, or a picture on a page of its own. */
export interface BoundPaper {
  readonly type: 'pdf' | 'png' | 'jpg';
  readonly bytes: Uint8Array;
}

/** How many pages each paper takes, in their order. */
export async function countPages(papers: readonly BoundPaper[]): Promise<number[]> {
  const counts: number[] = [];
  for (const { type, bytes } of papers)
    counts.push(
      type === 'pdf' ? (await PDFDocument.load(bytes, { ignoreEncryption: true })).getPageCount() : 1,
    );
  return counts;
}

/**
 * Binds cover, catalogue and papers into one PDF. The papers' pages are numbered through from 1 in the upper outer
 * corner, as files are numbered by hand; cover and catalogue bear no number.
 */
export async function bindFile(
  title: string,
  front: Uint8Array,
  papers: readonly BoundPaper[],
): Promise<Uint8Array> {
  const file = await PDFDocument.create();
  file.setTitle(title);
  file.setLanguage('zh-CN');
  await append(file, front);
  const first = file.getPageCount();
  for (const paper of papers) {
    if (paper.type === 'pdf') await append(file, paper.bytes);
    else await appendPicture(file, paper);
  }
  const font = await file.embedFont(StandardFonts.Helvetica);
  for (const [index, page] of file.getPages().entries()) {
    if (index < first) continue;
    const number = String(index - first + 1);
    const { width, height } = page.getSize();
    const odd = (index - first) % 2 === 0;
    const size = 11;
    const x = odd ? width - MARGIN - font.widthOfTextAtSize(number, size) : MARGIN;
    page.drawText(number, { x, y: height - MARGIN, size, font });
  }
  return await file.save();
}

async function append(file: PDFDocument, bytes: Uint8Array): Promise<void> {
  const source = await PDFDocument.load(bytes, { ignoreEncryption: true });
  for (const page of await file.copyPages(source, source.getPageIndices())) file.addPage(page);
}

async function appendPicture(file: PDFDocument, { type, bytes }: BoundPaper): Promise<void> {
  const picture = type === 'png' ? await file.embedPng(bytes) : await file.embedJpg(bytes);
  const page = file.addPage([...A4]);
  const { width, height } = picture.scaleToFit(A4[0] - 2 * MARGIN, A4[1] - 3 * MARGIN);
  page.drawImage(picture, { x: (A4[0] - width) / 2, y: (A4[1] - height) / 2, width, height });
}
