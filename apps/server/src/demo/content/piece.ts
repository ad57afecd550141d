/** Goods or services that a demo site deals in. */
export type LineId =
  | 'wolfberry'
  | 'mutton'
  | 'tea'
  | 'fruit'
  | 'snack'
  | 'liquor'
  | 'health-food'
  | 'cosmetics'
  | 'device'
  | 'pharmacy'
  | 'clothing'
  | 'kids'
  | 'appliance'
  | 'digital'
  | 'home'
  | 'jewellery'
  | 'farm'
  | 'travel'
  | 'training'
  | 'property'
  | 'wealth'
  | 'agency'
  | 'vape'
  | 'wild';

/** Where on a site a text may stand. */
export type Slot = 'title' | 'banner' | 'notice' | 'detail' | 'terms' | 'returns' | 'article';

/**
 * Texts with one truth. `breaks` are violation types that are surely there, `arguable` ones that a careful officer
 * might add or leave (counted neither way), `resembles` those that a lawful text is easily taken for.
 * In a text, ‹…› marks the words that decide (they may be obfuscated); {product}, {brand}, {firm}, {shop}, {place}
 * are filled in.
 */
export interface TextSet {
  readonly slot: Slot;
  /** Sites that such a text fits; every site when absent. */
  readonly lines?: readonly LineId[];
  /** Terms that only a platform sets. */
  readonly platformOnly?: boolean;
  readonly breaks?: readonly string[];
  readonly arguable?: readonly string[];
  readonly resembles?: readonly string[];
  readonly texts: readonly string[];
}

/** One text as it stands on a page: filled in, with what is true about it. */
export interface Piece {
  /** ‹…› still marks the deciding words. */
  readonly text: string;
  readonly breaks: readonly string[];
  readonly arguable: readonly string[];
  readonly resembles: readonly string[];
  readonly obfuscation?: Obfuscation;
}

/** How a merchant hides the deciding words from a filter. */
export type Obfuscation =
  | 'symbols'
  | 'spaces'
  | 'zero-width'
  | 'tags'
  | 'traditional'
  | 'lookalikes'
  | 'entities';

/** A text with nothing to say about it. */
export function plain(text: string): Piece {
  return { text, breaks: [], arguable: [], resembles: [] };
}
