/** A link or frame of a page: absolute http(s) address without fragment, and the words a consumer sees on it. */
export interface PageLink {
  readonly url: string;
  /** Anchor text, at most 200 characters; empty for frames and pure image links. */
  readonly text: string;
  /** `alt` and `title` words of the link and of the images inside it, joined by spaces. */
  readonly alt: string;
  readonly nofollow: boolean;
  /** Where in the page's `text` its words begin, or would. */
  readonly at: number;
}

/** One image; `src` as written, since most images are never asked for. */
export interface PageImage {
  readonly src: string;
  /** `alt` and `title`, joined by a space; may be empty. */
  readonly text: string;
}

/** One HTML form, as far as the classification of a site needs it. */
export interface PageForm {
  readonly action: string;
  /** Names of the fields, in order. */
  readonly fields: readonly string[];
  readonly hasPassword: boolean;
}

/** An organisation, shop or seller that the page declares in JSON-LD (schema.org). */
export interface DeclaredOrganisation {
  readonly type: string;
  readonly name: string;
  readonly legalName: string;
  readonly telephone: string;
  /** `taxID`, `vatID`, `leiCode` or `identifier`, as printed. */
  readonly identifier: string;
  /** Where it stands: the page's own organisation, or the seller, brand, publisher … of something else. */
  readonly relation: 'page' | 'seller' | 'brand' | 'publisher' | 'other';
}

/** What one HTML page says, read in one pass; the input of identification, classification and screening. */
export interface PageContent {
  /** Address the page was read from; base of its relative links unless `<base>` says otherwise. */
  readonly url: string;
  readonly title: string;
  /**
   * Text that a consumer sees: one line per block, cells of a table row divided by a tab, other white space
   * collapsed. Without scripts, styles, templates and elements hidden by attribute or inline style.
   */
  readonly text: string;
  /** The part of `text` inside the footer, else empty: `<footer>` or a block whose id or class says so. */
  readonly footer: string;
  /** Images with their words, in order; the first 500. */
  readonly images: readonly PageImage[];
  readonly links: readonly PageLink[];
  /** True when the page had more links than are kept. */
  readonly linksTruncated: boolean;
  /** Numbers of `tel:` links, as written. */
  readonly telephoneLinks: readonly string[];
  readonly description: string;
  readonly keywords: string;
  /** Content of `<meta name="author">` and `copyright`, joined by a line feed. */
  readonly author: string;
  readonly siteName: string;
  readonly generator: string;
  readonly openGraphType: string;
  readonly canonical: string | undefined;
  /** Robots directives in lower case, e.g. `noindex`, `nofollow`. */
  readonly robots: readonly string[];
  /** Target of `<meta http-equiv=refresh>`, or of a page that only sets `location` in a script. */
  readonly refresh: { readonly seconds: number; readonly url: string } | undefined;
  readonly organisations: readonly DeclaredOrganisation[];
  readonly forms: readonly PageForm[];
  /** Words of boxes and options that are ticked before the consumer does anything, in order. */
  readonly ticked: readonly string[];
  /** Words on buttons, in order, unique. */
  readonly buttons: readonly string[];
  /** True when the page carries schema.org offers or `og:price`/`product:price` data. */
  readonly offersMarkedUp: boolean;
  /** Prices of schema.org offers and `product:price` data in 分, in order, unique. */
  readonly offerPrices: readonly number[];
}
