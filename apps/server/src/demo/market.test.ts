import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HalfWidthText } from '@wangjian/core/half-width.ts';
import { findIcpNumbers } from '@wangjian/core/icp.ts';
import { isOrganisationCode } from '@wangjian/core/organisation-code.ts';
import { findPhones } from '@wangjian/core/phone.ts';
import { findPoliceFilings } from '@wangjian/core/police-filing.ts';
import { isUscc } from '@wangjian/core/uscc.ts';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { DEMO_ORG_UNITS } from './bureau.ts';
import { buildMarket, DEFAULT_SEED } from './market.ts';
import { markedWords, TEXT_SETS } from './plant.ts';

const catalog = join(import.meta.dirname, '../../../../catalog');
const urlOf = (siteId: string): string => `http://${siteId}.example/`;
const market = buildMarket(DEFAULT_SEED, urlOf);
const truth = market.truth();

describe('the demo market', () => {
  it('is as large as the demo needs', () => {
    expect(truth.sites.length).toBeGreaterThanOrEqual(60);
    expect(truth.pages.length).toBeGreaterThanOrEqual(600);
    expect(truth.sites.filter((site) => site.kind === 'platform').length).toBeGreaterThanOrEqual(2);
    expect(truth.sites.reduce((sum, site) => sum + site.shops.length, 0)).toBeGreaterThanOrEqual(24);
  });

  it('writes the same pages for the same seed, in any order, and others for another seed', () => {
    const again = buildMarket(DEFAULT_SEED, urlOf);
    const other = buildMarket('another', urlOf);
    let different = 0;
    for (const page of truth.pages.toReversed()) {
      expect(again.render(page.site, page.path)).toBe(market.render(page.site, page.path));
      if (other.render(page.site, page.path) !== market.render(page.site, page.path)) different += 1;
    }
    expect(different).toBeGreaterThan(truth.pages.length / 2);
  });

  it('invents codes and numbers that pass their check digits and are read back as they are', () => {
    const seen = new Set<string>();
    for (const site of [...truth.sites, ...truth.sites.flatMap((one) => one.shops)]) {
      if (site.registeredUscc === null) continue;
      expect(isUscc(site.registeredUscc), site.name).toBe(true);
      expect(isOrganisationCode(site.registeredUscc.slice(8, 17)), site.name).toBe(true);
      expect(seen.has(site.registeredUscc)).toBe(false);
      seen.add(site.registeredUscc);
    }
    for (const site of truth.sites) {
      if (site.icp)
        expect(findIcpNumbers(site.icp as HalfWidthText).map((one) => one.code)).toEqual([site.icp]);
      if (site.police) expect(findPoliceFilings(site.police as HalfWidthText)[0]?.code).toBe(site.police);
      for (const phone of site.phones)
        expect(findPhones(`电话:${phone}` as HalfWidthText)[0]?.code).toBe(phone);
    }
  });

  it('prints a code with a wrong check digit only where the truth says so', () => {
    const wrong = truth.sites.filter((site) => site.usccPrinted !== null && !isUscc(site.usccPrinted));
    expect(wrong.length).toBeGreaterThan(0);
    for (const site of wrong) expect(site.breaks).toContain('display-info-false-or-stale');
  });

  it('puts every text of its content on some page, and knows it', () => {
    const shown = new Set(truth.pages.flatMap((page) => page.planted.map((one) => shape(one.text))));
    const near = new Set(truth.pages.flatMap((page) => page.nearMisses.map((one) => shape(one.text))));
    for (const set of TEXT_SETS) {
      const where = set.breaks ? shown : near;
      for (const text of set.texts) {
        if (/\{/.test(text)) continue; // its words depend on the shop
        expect(where.has(shape(text.replace(/[‹›]/g, ''))), text).toBe(true);
      }
    }
  });

  it('shows on the page what the truth says, unless the merchant hides it', () => {
    for (const page of truth.pages) {
      const html = market.render(page.site, page.path) ?? '';
      for (const planted of page.planted) {
        if (planted.obfuscation || planted.breaks.some((id) => STRUCTURAL.has(id))) continue;
        expect(html.includes(planted.text.replace(/[<>&"]/g, entity)), `${page.url}: ${planted.text}`).toBe(
          true,
        );
      }
    }
  });

  it('covers the law widely: many core types of many categories, near misses, hidden words', () => {
    const violations = readViolations();
    const ids = new Set([
      ...truth.pages.flatMap((page) => page.breaks),
      ...truth.sites.flatMap((site) => site.breaks),
    ]);
    expect(ids.size).toBeGreaterThanOrEqual(25);
    const core = [...ids].filter((id) => violations.get(id)?.core);
    expect(core.length).toBeGreaterThanOrEqual(25);
    expect(new Set(core.map((id) => violations.get(id)?.category)).size).toBeGreaterThanOrEqual(8);
    const named = TEXT_SETS.flatMap((set) => [...(set.arguable ?? []), ...(set.resembles ?? [])]);
    for (const id of [...ids, ...named]) expect(violations.has(id), id).toBe(true);
    const planted = truth.pages.flatMap((page) => page.planted);
    expect(planted.filter((one) => one.obfuscation).length).toBeGreaterThan(20);
    expect(truth.pages.filter((page) => page.nearMisses.length > 0).length).toBeGreaterThan(60);
    expect(
      truth.pages.filter((page) => page.breaks.length === 0 && page.nearMisses.length === 0).length,
    ).toBeGreaterThan(300);
  });

  it('stands in regions that the catalog knows', () => {
    const codes = new Set(
      readFileSync(join(catalog, 'regions/regions.csv'), 'utf8')
        .split(/\r?\n/)
        .map((row) => row.split(',')[0]),
    );
    for (const { region } of [
      ...truth.sites,
      ...truth.sites.flatMap((site) => site.shops),
      ...DEMO_ORG_UNITS,
    ]) {
      expect(codes.has(region), region).toBe(true);
    }
    expect(new Set(truth.sites.map((site) => site.region.slice(0, 6))).size).toBeGreaterThan(5);
  });

  it('marks the deciding words of every unlawful text', () => {
    for (const set of TEXT_SETS) {
      for (const text of set.texts) {
        expect(set.breaks !== undefined && set.resembles !== undefined, text).toBe(false);
        expect(markedWords(text).length > 0, text).toBe(set.breaks !== undefined);
      }
    }
  });
});

const STRUCTURAL = new Set([
  'homepage-price-lower',
  'default-bundling',
  'licence-info-not-displayed',
  'display-info-false-or-stale',
  'permit-info-not-displayed',
  'prohibited-content-ad',
]);

/** Old sites write the same text with half-width punctuation. */
function shape(text: string): string {
  return text.replace(/[，：；！？（）,:;!?()]/g, ' ');
}

function entity(char: string): string {
  return { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' }[char] ?? char;
}

interface ViolationType {
  readonly id: string;
  readonly category: string;
  readonly core: boolean;
}

function readViolations(): Map<string, ViolationType> {
  const folder = join(catalog, 'violations');
  const types = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((name) => (parse(readFileSync(join(folder, name), 'utf8')) as { types: ViolationType[] }).types);
  return new Map(types.map((type) => [type.id, type]));
}
