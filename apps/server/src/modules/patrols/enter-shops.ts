import type { WriteContext } from '../../platform/use-case.ts';
import { type getSite, learnFromPatrol, registerSite, siteOfPage } from '../registry/service.ts';
import type { FoundShop } from './find-shops.ts';

type Site = Awaited<ReturnType<typeof getSite>>;

/** Enters the shops that a patrol met on a platform and the register does not know, as found by patrol, to be confirmed. */
export async function registerShops(
  context: WriteContext,
  platform: Site,
  shops: readonly FoundShop[],
): Promise<void> {
  for (const shop of shops) {
    const known = await siteOfPage(context, platform.bureau, shop.url);
    if (known && known.id !== platform.id) continue;
    const operator = shop.facts.operators.find(({ role }) => role === 'operator');
    await registerSite(context, platform.bureau, {
      name: shop.name.slice(0, 100),
      address: shop.url,
      kind: 'shop',
      confidence: shop.confidence,
      reasons: shop.reasons,
      forms: shop.facts.forms,
      region: platform.region,
      foundBy: 'patrol',
      platformId: platform.id,
      operator: operator && {
        name: operator.name,
        uscc: shop.facts.uscc[0] ?? null,
        phones: shop.facts.phones,
      },
      phones: shop.facts.phones,
    });
  }
}

/** At the end of a platform's patrol: what it learned of each shop goes to the shop's own record. */
export async function learnOfShops(
  context: WriteContext,
  platform: Site,
  shops: readonly FoundShop[],
): Promise<void> {
  await registerShops(context, platform, shops);
  for (const { url, name, facts, confidence, reasons } of shops) {
    const shop = await siteOfPage(context, platform.bureau, url);
    if (!shop || shop.id === platform.id) continue;
    await learnFromPatrol(context, shop.id, {
      facts: { ...facts, confidence },
      title: name,
      reasons,
      pages: facts.pages,
    });
  }
}
