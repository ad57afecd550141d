import type { PageContent, PageImage, PageLink } from '../extract/page-content.ts';

/**
 * The content of a page on its way to a worker. A page has a hundred links and pictures, and a message of so many small
 * objects takes four times as long to write and to read as their words in a row with a list of lengths.
 */
export interface PackedContent extends Omit<PageContent, 'links' | 'images'> {
  /** Addresses and words of all links, then of all images. */
  readonly words: string;
  /** How many links and images; then of each link the lengths of its three strings, `nofollow`, `at`; of each image two lengths. */
  readonly numbers: Int32Array;
}

const PER_LINK = 5;
const PER_IMAGE = 2;

/** Packs a page's content; `unpacked` gives it back. */
export function packed({ links, images, ...rest }: PageContent): PackedContent {
  const numbers = new Int32Array(2 + links.length * PER_LINK + images.length * PER_IMAGE);
  numbers[0] = links.length;
  numbers[1] = images.length;
  let words = '';
  let next = 2;
  for (const { url, text, alt, nofollow, at } of links) {
    words += url;
    words += text;
    words += alt;
    numbers[next++] = url.length;
    numbers[next++] = text.length;
    numbers[next++] = alt.length;
    numbers[next++] = Number(nofollow);
    numbers[next++] = at;
  }
  for (const { src, text } of images) {
    words += src;
    words += text;
    numbers[next++] = src.length;
    numbers[next++] = text.length;
  }
  return { ...rest, words, numbers };
}

/** The content that was packed. */
export function unpacked({ words, numbers, ...rest }: PackedContent): PageContent {
  let next = 2;
  let at = 0;
  const cut = (): string => {
    const from = at;
    at += numbers[next++]!;
    return words.slice(from, at);
  };
  const links: PageLink[] = [];
  for (let i = 0; i < numbers[0]!; i++) {
    const [url, text, alt] = [cut(), cut(), cut()];
    links.push({ url, text, alt, nofollow: numbers[next++] === 1, at: numbers[next++]! });
  }
  const images: PageImage[] = [];
  for (let i = 0; i < numbers[1]!; i++) images.push({ src: cut(), text: cut() });
  return { ...rest, links, images };
}
