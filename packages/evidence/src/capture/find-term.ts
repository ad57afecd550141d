import type { Page } from 'playwright-core';
import type { Box, Mark } from './capture.ts';

/**
 * Where a term stands on the rendered page: the rectangles of its first visible occurrence inside the quoted sentence,
 * else anywhere. Text is compared without white space, because the sentence comes from extracted text, and a term may
 * run through several elements. Empty when it is not visible.
 */
export async function findTerm(page: Page, mark: Mark): Promise<Box[]> {
  return page.evaluate(({ term, quote }) => {
    const squeeze = (text: string) => text.normalize('NFKC').replace(/\s+/g, '');
    const places: { node: Text; offset: number }[] = [];
    let all = '';
    // No filter callback: where the page's scripts are off, the browser runs no callback of ours either.
    const walker = document.createTreeWalker(document.body ?? document.documentElement, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement?.closest('script,style,noscript,template')) continue;
      const text = node as Text;
      for (let offset = 0; offset < text.data.length; offset += 1) {
        for (const sign of squeeze(text.data[offset]!)) {
          all += sign;
          for (let unit = 0; unit < sign.length; unit += 1) places.push({ node: text, offset });
        }
      }
    }
    const wanted = squeeze(term);
    const sentence = squeeze(quote ?? '');
    const visibleAt = (start: number): Box[] => {
      const from = places[start]!;
      const to = places[start + wanted.length - 1]!;
      const range = document.createRange();
      range.setStart(from.node, from.offset);
      range.setEnd(to.node, to.offset + 1);
      return [...range.getClientRects()]
        .filter((rect) => rect.width > 0 && rect.height > 0)
        .map((rect) => ({ x: rect.x + scrollX, y: rect.y + scrollY, width: rect.width, height: rect.height }))
        .filter((box) => box.x >= 0 && box.y >= 0);
    };
    const search = (begin: number, end: number): Box[] => {
      for (let at = all.indexOf(wanted, begin); at >= 0 && at < end; at = all.indexOf(wanted, at + 1)) {
        const boxes = visibleAt(at);
        if (boxes.length > 0) return boxes;
      }
      return [];
    };
    if (wanted === '') return [];
    if (sentence !== '') {
      for (let at = all.indexOf(sentence); at >= 0; at = all.indexOf(sentence, at + 1)) {
        const boxes = search(at, at + sentence.length);
        if (boxes.length > 0) return boxes;
      }
    }
    return search(0, all.length);
  }, mark);
}
