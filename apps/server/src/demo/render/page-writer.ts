import type { Piece } from '../content/piece.ts';
import type { SiteModel } from '../model.ts';
import { escapeHtml, hideWord } from '../obfuscate.ts';
import { type Random, randomOf } from '../random.ts';

/** A lawful text on a page that is easily taken for a violation. */
export interface NearMiss {
  readonly text: string;
  readonly resembles: readonly string[];
}

/** An unlawful text on a page: its plain words, and how it is hidden, if it is. */
export interface PlantedText {
  readonly text: string;
  readonly breaks: readonly string[];
  readonly obfuscation: Piece['obfuscation'] | null;
}

/** Collects what is true about a page while it is written, so that the truth cannot drift from the words. */
export interface PageWriter {
  readonly site: SiteModel;
  readonly random: Random;
  /** HTML of a piece; notes what it breaks or resembles. */
  say(piece: Piece): string;
  /** The piece without markup, for a title or an attribute; notes the same. */
  sayPlain(piece: Piece): string;
  /** Notes a violation that lies in the structure of the page, not in a sentence. */
  note(breaks: string, text: string): void;
  /** Absolute address of another demo site. */
  urlOf(siteId: string): string;
  readonly planted: PlantedText[];
  readonly nearMisses: NearMiss[];
  readonly arguable: Set<string>;
}

/** A writer for one page; its random source depends only on seed, site and path. */
export function createWriter(
  seed: string,
  site: SiteModel,
  path: string,
  urlOf: (siteId: string) => string,
): PageWriter {
  const random = randomOf(`${seed}/page/${site.spec.id}${path}`);
  const planted: PlantedText[] = [];
  const nearMisses: NearMiss[] = [];
  const arguable = new Set<string>();
  const spelt = (text: string): string => (site.spec.charset === 'gbk-meta' ? halfWidth(text) : text);
  const take = (piece: Piece): string => {
    const text = spelt(piece.text).replace(/[‹›]/g, '');
    if (piece.breaks.length > 0 && !planted.some((one) => one.text === text)) {
      planted.push({ text, breaks: piece.breaks, obfuscation: piece.obfuscation ?? null });
    }
    if (piece.resembles.length > 0) nearMisses.push({ text, resembles: piece.resembles });
    for (const id of piece.arguable) arguable.add(id);
    return text;
  };
  return {
    site,
    random,
    urlOf,
    planted,
    nearMisses,
    arguable,
    say(piece) {
      take(piece);
      return spelt(piece.text)
        .split(/(‹[^›]*›)/)
        .map((part) => {
          if (!part.startsWith('‹')) return escapeHtml(part);
          const word = part.slice(1, -1);
          return piece.obfuscation ? hideWord(word, piece.obfuscation, random) : escapeHtml(word);
        })
        .join('');
    },
    sayPlain: (piece) => escapeHtml(take(piece)),
    note(breaks, text) {
      planted.push({ text, breaks: [breaks], obfuscation: null });
    },
  };
}

const HALF: Readonly<Record<string, string>> = {
  '，': ',',
  '：': ':',
  '；': ';',
  '！': '!',
  '？': '?',
  '（': '(',
  '）': ')',
};

/** Old sites are often typed with half-width punctuation. */
function halfWidth(text: string): string {
  return text.replace(/[，：；！？（）]/g, (char) => HALF[char] ?? char);
}
