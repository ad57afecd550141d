import { createHash } from 'node:crypto';
import { bureauOfId } from '@wangjian/core/ids.ts';
import { addDays, dayInChina } from '@wangjian/core/plain-date.ts';
import { sql } from 'kysely';
import { on } from '../../../platform/events.ts';
import type { ScopedTx } from '../../../platform/scoped-tx.ts';
import { readCase } from '../../../platform/use-case.ts';
import { type PageRead, pagesRead } from '../../patrols/events.ts';
import { getSite, siteOfPage } from '../../registry/service.ts';
import type { InspectionsTables } from '../tables.ts';
import * as contract from './contract.ts';
import { priceHints } from './price-hints.ts';

const SHOWN_DAYS = 90;
const MAX_PAGES = 200;
/** More prices in the words of a page make it a list of goods, not the page of one. */
const MAX_IN_WORDS = 6;

/** The prices of a page that sells one thing; undefined for lists and pages without prices. */
function pricesOf({ prices }: PageRead) {
  if (!prices || prices.from === 'none' || prices.now.length === 0) return undefined;
  if (prices.from === 'text' && prices.now.length > MAX_IN_WORDS) return undefined;
  return {
    lowest: prices.now[0]!,
    highest: prices.now.at(-1)!,
    compared: prices.compared.at(-1) ?? null,
    source: prices.from,
  };
}

/** A patrol's pages join their price series; book-keeping of the platform, like the pages themselves. */
const keepPrices = on(pagesRead, {
  action: 'price.read',
  title: '记录网页价格',
  async run(context, { bureau, region, siteId, pages }) {
    const { tx } = context;
    for (const page of pages) {
      const prices = pricesOf(page);
      if (!prices) continue;
      const owner = await siteOfPage(context, bureau, page.finalUrl);
      await tx
        .withTables<InspectionsTables>()
        .insertInto('page_prices')
        .values({
          bureau,
          site_id: owner?.id ?? siteId,
          url_hash: createHash('sha256').update(page.finalUrl).digest('hex').slice(0, 32),
          day: dayInChina(page.fetchedAt),
          region: owner?.region ?? region,
          url: page.finalUrl.slice(0, 2000),
          title: page.title.slice(0, 300),
          ...prices,
          last_at: page.fetchedAt,
        })
        .onConflict((conflict) =>
          conflict.columns(['bureau', 'site_id', 'url_hash', 'day']).doUpdateSet({
            lowest: sql`least(page_prices.lowest, excluded.lowest)`,
            highest: sql`greatest(page_prices.highest, excluded.highest)`,
            compared: sql`greatest(page_prices.compared, excluded.compared)`,
            title: sql`excluded.title`,
            readings: sql`page_prices.readings + 1`,
            last_at: sql`excluded.last_at`,
          }),
        )
        .execute();
    }
    return { audit: 'nothing done' };
  },
});

/** The price series of a site's product pages, each with what an officer should look at. */
export async function priceSeries(tx: ScopedTx, siteId: string, today: string) {
  const rows = await tx
    .withTables<InspectionsTables>()
    .selectFrom('page_prices')
    .selectAll()
    .where('bureau', '=', bureauOfId(siteId))
    .where('site_id', '=', siteId)
    .where('day', '>=', addDays(today as ReturnType<typeof dayInChina>, -SHOWN_DAYS))
    .orderBy('day')
    .execute();
  const pages = [...Map.groupBy(rows, (row) => row.url_hash).values()].map((days) => {
    const series = days.map(({ day, lowest, highest, compared }) => ({ day, lowest, highest, compared }));
    const { url, title } = days.at(-1)!;
    return { url, title, days: series, hints: priceHints(series) };
  });
  // Pages that ask for a look first, then those with the longest series.
  return pages
    .sort((one, other) => other.hints.length - one.hints.length || other.days.length - one.days.length)
    .slice(0, MAX_PAGES);
}

export const getPrices = readCase({
  action: 'price.list',
  title: '查看网页价格序列',
  permission: 'inspection.read',
  input: contract.getPrices.query!,
  async run({ tx, clock }, { siteId }) {
    await getSite(tx, siteId);
    return { result: { pages: await priceSeries(tx, siteId, dayInChina(clock.now())) }, audit: 'plain' };
  },
});

export const priceEvents = [keepPrices];
