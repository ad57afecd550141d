import type { Line } from './content/line.ts';
import type { LineId, Piece, TextSet } from './content/piece.ts';
import type { Place } from './content/places.ts';
import type { SiteSpec } from './spec.ts';

/** Who runs a demo site and what it prints about itself. */
export interface SiteIdentity {
  readonly operator: string | null;
  readonly representative: string;
  /** The true code; null for natural persons. */
  readonly uscc: string | null;
  /** As printed: may have a wrong check digit, null when hidden. */
  readonly usccPrinted: string | null;
  readonly icp: string | null;
  readonly police: string | null;
  readonly phones: readonly string[];
  readonly address: string;
  /** County code, or nine digits where the township is known. */
  readonly region: string;
  readonly capital: string;
  /** `label|number` of each permit that the trade needs. */
  readonly permits: readonly string[];
}

/** Something for sale (or shown, on a company site). */
export interface Product {
  readonly id: number;
  readonly line: LineId;
  readonly name: string;
  readonly bareName: string;
  readonly spec: string;
  /** Yuan. */
  readonly price: number;
  /** Yuan on front and list pages: the same, except where the site lures with a lower one. */
  readonly frontPrice: number;
  titleExtra: Piece | null;
  readonly details: Piece[];
  readonly properties: readonly string[];
  readonly reviews: readonly string[];
  readonly sold: number;
  /** Still linked, but its page is gone (404). */
  readonly gone: boolean;
}

/** News, a blog post, a forum thread or a notice. */
export interface Article {
  readonly id: number;
  readonly title: string;
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly paragraphs: Piece[];
}

/** The places of a site that texts can be planted in. */
export interface Storefront {
  readonly brand: string;
  readonly shopName: string;
  readonly firm: string;
  readonly lines: readonly LineId[];
  readonly dirty: boolean;
  readonly isPlatform: boolean;
  readonly phone: string;
  readonly place: Place;
  readonly products: Product[];
  readonly articles: Article[];
  readonly banners: Piece[];
  readonly notices: Piece[];
  readonly terms: Piece[];
  readonly returns: Piece[];
  /** Pieces planted so far; spreads them evenly. */
  planted: number;
  readonly plantedOf: Map<TextSet, number>;
}

/** A shop that lives under a path of its platform. */
export interface InnerShop extends Storefront {
  readonly id: number;
  readonly identity: SiteIdentity;
  readonly licence: SiteSpec['licence'];
  readonly permitShown: boolean;
}

/** One demo site with all its texts, before it is rendered. */
export interface SiteModel extends Storefront {
  readonly spec: SiteSpec;
  readonly identity: SiteIdentity;
  readonly innerShops: InnerShop[];
  readonly mainLine: Line | null;
}
