import type { BusinessForm, SiteKind } from '@wangjian/core/site.ts';
import type { RegistrationClass } from './codes.ts';
import type { LineId } from './content/piece.ts';

/** How a demo site shows (or hides) who runs it. */
export type LicenceDisplay =
  /** Name, code, type, representative, address on the home page. */
  | 'full'
  /** A mark on every page that links to the licence page. */
  | 'mark'
  /** Nothing at all. */
  | 'missing'
  /** A code whose check digit is wrong. */
  | 'bad-digit'
  /** 网络交易监督管理办法 第十二条第四款: the lawful self-declaration of a trader who needs no registration. */
  | 'exempt-declared'
  /** Such a trader without declaration, address and contact. */
  | 'exempt-missing';

/** Which words a site without goods is filled with. */
export type EditorialTheme = 'company' | 'local-news' | 'blog' | 'forum' | 'notice' | 'school';

/** What a host does on the wire, apart from plain 200 answers. */
export type HostBehaviour = 'normal' | 'slow' | 'down' | 'redirect' | 'not-found' | 'tampered';

/** One row of the table of demo sites. */
export interface SiteSpec {
  readonly id: string;
  readonly name: string;
  /** Operator as registered; null for a natural person who needs no registration. */
  readonly operator: string | null;
  readonly registration: RegistrationClass;
  readonly kind: SiteKind;
  readonly forms: readonly BusinessForm[];
  readonly region: string;
  readonly lines: readonly LineId[];
  readonly editorial: EditorialTheme | null;
  readonly platform: string | null;
  readonly licence: LicenceDisplay;
  readonly permitShown: boolean;
  readonly icp: boolean;
  readonly police: boolean;
  readonly siteMaker: string | null;
  /** Unlawful texts are planted only on such sites. */
  readonly dirty: boolean;
  readonly charset: 'utf-8' | 'gbk-header' | 'gbk-meta' | 'gb18030' | 'utf-8-meta' | 'lying';
  readonly transfer: 'plain' | 'gzip' | 'chunked';
  readonly robots: 'none' | 'open' | 'some' | 'all';
  readonly jsonLd: boolean;
  readonly behaviour: HostBehaviour;
  readonly look: 'warm' | 'red' | 'plain' | 'blue' | 'green' | 'dark' | 'paper' | 'gov';
  /** Front-page price below the price on the product's own page (明码标价规定 第二十条). */
  readonly lowerFrontPrice: boolean;
  /** A paid extra is ticked beforehand on the order form. */
  readonly tickedExtra: boolean;
  readonly products: number;
}
