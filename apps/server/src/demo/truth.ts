import type { BusinessForm, SiteKind } from '@wangjian/core/site.ts';
import type { SiteModel } from './model.ts';
import type { NearMiss, PlantedText } from './render/page-writer.ts';
import type { HostBehaviour, LicenceDisplay } from './spec.ts';

/** A shop under a platform's path. */
export interface InnerShopTruth {
  readonly path: string;
  readonly name: string;
  readonly operator: string | null;
  /** As printed, when its check digit is right. */
  readonly uscc: string | null;
  /** As in the business register. */
  readonly registeredUscc: string | null;
  readonly phones: readonly string[];
  readonly region: string;
  readonly licence: LicenceDisplay;
}

/** What is true of one demo site. */
export interface SiteTruth {
  readonly id: string;
  readonly name: string;
  readonly kind: SiteKind;
  readonly forms: readonly BusinessForm[];
  readonly region: string;
  readonly operator: string | null;
  /** Head of the firm, or the natural person who trades. */
  readonly representative: string;
  readonly siteMaker: string | null;
  /** Site id of the platform that a shop is on. */
  readonly platform: string | null;
  /** The code of the business register, shown or not. */
  readonly registeredUscc: string | null;
  /** The code that the site prints, when its check digit is right. */
  readonly uscc: string | null;
  readonly usccPrinted: string | null;
  readonly icp: string | null;
  readonly police: string | null;
  readonly phones: readonly string[];
  readonly licence: LicenceDisplay;
  readonly behaviour: HostBehaviour;
  /** False where robots.txt forbids the whole site, or nobody answers there, or it only redirects. */
  readonly readable: boolean;
  /** Violations of the site as a whole. */
  readonly breaks: readonly string[];
  readonly arguable: readonly string[];
  readonly shops: readonly InnerShopTruth[];
}

/** What is true of one page. */
export interface PageTruth {
  readonly site: string;
  readonly path: string;
  readonly url: string;
  /** False where robots.txt forbids it. */
  readonly allowed: boolean;
  readonly charset: 'utf-8' | 'gbk' | 'gb18030';
  readonly breaks: readonly string[];
  readonly arguable: readonly string[];
  readonly planted: readonly PlantedText[];
  readonly nearMisses: readonly NearMiss[];
}

/** Everything that the generator knows about its market. */
export interface DemoTruth {
  readonly sites: readonly SiteTruth[];
  readonly pages: readonly PageTruth[];
}

const TRADING: readonly SiteKind[] = ['platform', 'independent', 'shop'];

/** Truth of a site, without its pages. */
export function truthOfSite(site: SiteModel): SiteTruth {
  const { spec, identity } = site;
  const readable = spec.robots !== 'all' && spec.behaviour !== 'down' && spec.behaviour !== 'redirect';
  const printed = identity.usccPrinted;
  const shownAnywhere = TRADING.includes(spec.kind) || spec.editorial === 'company';
  return {
    id: spec.id,
    name: spec.name,
    kind: spec.kind,
    forms: spec.forms,
    region: identity.region,
    operator: identity.operator,
    representative: identity.representative,
    siteMaker: spec.siteMaker,
    platform: spec.platform,
    registeredUscc: identity.uscc,
    uscc: shownAnywhere && spec.licence !== 'bad-digit' ? printed : null,
    usccPrinted: shownAnywhere ? printed : null,
    icp: identity.icp,
    police: identity.police,
    phones: identity.phones,
    licence: spec.licence,
    behaviour: spec.behaviour,
    readable,
    ...siteViolations(site, readable),
    shops: site.innerShops.map((shop) => ({
      path: `/shop/${shop.id}/`,
      name: shop.shopName,
      operator: shop.identity.operator,
      uscc: shop.licence === 'missing' || shop.licence === 'bad-digit' ? null : shop.identity.uscc,
      registeredUscc: shop.identity.uscc,
      phones: shop.identity.phones,
      region: shop.identity.region,
      licence: shop.licence,
    })),
  };
}

function siteViolations(site: SiteModel, readable: boolean): { breaks: string[]; arguable: string[] } {
  const { spec, identity } = site;
  const breaks: string[] = [];
  const arguable: string[] = [];
  if (!readable) return { breaks, arguable };
  if (!identity.icp) breaks.push('icp-number-not-displayed');
  if (!TRADING.includes(spec.kind)) return { breaks, arguable };
  // A shop on a platform stands under the platform's filing.
  if (!identity.police && spec.kind !== 'shop') breaks.push('police-filing-not-displayed');
  switch (spec.licence) {
    case 'missing':
      breaks.push(
        spec.kind === 'platform' ? 'platform-own-info-not-displayed' : 'licence-info-not-displayed',
      );
      arguable.push(
        'licence-info-not-displayed',
        'platform-own-info-not-displayed',
        'real-name-not-marked',
        'unregistered-operation',
      );
      break;
    case 'bad-digit':
      breaks.push('display-info-false-or-stale');
      arguable.push('licence-info-not-displayed', 'forged-or-borrowed-licence');
      break;
    case 'exempt-missing':
      breaks.push('exemption-declaration-missing');
      arguable.push('licence-info-not-displayed', 'unregistered-operation', 'real-name-not-marked');
      break;
    default:
      break;
  }
  if (spec.kind === 'platform' && spec.licence === 'missing') breaks.push('platform-rules-not-displayed');
  if (identity.permits.length > 0 && (!spec.permitShown || spec.licence === 'exempt-missing')) {
    breaks.push('permit-info-not-displayed');
    arguable.push(
      'food-licence-not-displayed-online',
      'food-sale-without-licence',
      'drug-sale-without-licence',
      'device-without-licence',
    );
  }
  return { breaks, arguable };
}
