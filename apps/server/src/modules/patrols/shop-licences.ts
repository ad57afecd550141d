import type { Finding } from '@wangjian/core/finding.ts';
import type { SiteFacts } from '@wangjian/core/site.ts';
import type { Screener } from '@wangjian/screening/screener.ts';
import type { FoundShop } from './find-shops.ts';

/** What the rules say of one shop's front page. */
export interface ShopVerdict {
  /** Address that the front page was read from. */
  readonly front: string;
  readonly findings: readonly Finding[];
}

/** What a shop has to show on its own main page (电子商务法 art. 15, 网络交易监督管理办法 art. 12), and who else shows it. */
const SHOWN: Readonly<Record<string, (own: SiteFacts) => boolean>> = {
  'licence/display': (own) => own.uscc.length > 0 || own.marks.length > 0,
  'licence/permit-display': (own) => own.licences.length > 0,
};

/**
 * Asks the rules of a missing licence or permit about the shops that a patrol met on a platform. Platforms show licences
 * in ways that a patrol cannot read (a script, a code to type), so a shop is judged only beside its neighbours: where
 * another shop of the platform shows the like. What stands on the platform's own front page is the platform's, and a
 * finding is never more than a suspicion (疑似), for the shop's pages are not read on purpose.
 */
export function checkShopLicences(
  shops: readonly FoundShop[],
  platform: SiteFacts,
  screener: Pick<Screener, 'checkSite'>,
  on: string,
): ShopVerdict[] {
  const all = shops.map(({ front, facts }) => ({ front, own: ownWords(facts, platform) }));
  const asked = Object.entries(SHOWN).filter(([, shows]) => all.some(({ own }) => shows(own)));
  if (asked.length === 0) return [];
  const rules = new Set(asked.map(([rule]) => rule));
  return all.flatMap(({ front, own }) => {
    if (front === null || own.homeUrl !== front) return [];
    const findings = screener.checkSite(own, on).filter(({ rule }) => rules.has(rule));
    return findings.length > 0 ? [{ front, findings }] : [];
  });
}

/** The shop's facts without the lines of the platform's front page: head and foot are the same on every page. */
function ownWords(shop: SiteFacts, platform: SiteFacts): SiteFacts {
  const lines = platform.homeText.split('\n');
  // Once for each time: a link of the same words that the shop has besides is its own.
  const left = new Map<string, number>();
  for (const line of lines) left.set(line, (left.get(line) ?? 0) + 1);
  const own = (line: string) => {
    const count = left.get(line) ?? 0;
    if (count > 0) left.set(line, count - 1);
    return count === 0;
  };
  const platforms = new Set(lines);
  return {
    ...shop,
    homeText: shop.homeText.split('\n').filter(own).join('\n'),
    allText: shop.allText
      .split('\n')
      .filter((line) => !platforms.has(line))
      .join('\n'),
    homeComplete: false,
  };
}
