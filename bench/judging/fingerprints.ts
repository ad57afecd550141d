import { hash } from 'node:crypto';
import { classifyPage } from '@wangjian/patrol/classify/classify-page.ts';
import { SiteReader } from '@wangjian/patrol/classify/site-reader.ts';
import { decodeBody } from '@wangjian/patrol/decode-body.ts';
import { readPage } from '@wangjian/patrol/extract/read-page.ts';
import { readIdentity } from '@wangjian/patrol/identify/identify-page.ts';
import type { Example } from '@wangjian/screening/catalog-schema.ts';
import { compile } from '@wangjian/screening/compile.ts';
import type { Catalog } from '@wangjian/screening/load-catalog.ts';
import { runExamples } from '@wangjian/screening/rule-tests.ts';
import type { Screener } from '@wangjian/screening/screener.ts';
import { benchPages, demoPages, type InputSite, identifyPages, screeningTexts } from './inputs.ts';

/** The law of one fixed day, so that figures of different days can be compared. */
const DAY = '2026-10-01';

/**
 * A digest of every result over all pages and texts at hand (bench corpus, demo market, pages of `bench identify`, texts
 * of `bench screening`, examples of the rules): page contents, identities, classifications, facts of sites, findings.
 */
export function fingerprints(catalog: Catalog): Map<string, string> {
  const prints = new Map<string, string>();
  const screener = compile(catalog, { on: DAY });
  for (const [name, sites] of [
    ['bench', benchPages()],
    ['demo', demoPages()],
    ['identify', identifyPages()],
  ] as const) {
    for (const site of sites) ofSite(name, site, screener, prints);
  }
  for (const [i, { text, kind }] of screeningTexts().entries()) {
    put(prints, `text ${i}`, screener.screenText({ text, kind }));
  }
  const trial = compile(catalog, { on: DAY, include: 'draft' });
  for (const rule of catalog.rules) {
    put(prints, `examples ${rule.document.id}`, runExamples(rule, trial));
    for (const example of [...(rule.examples?.hits ?? []), ...(rule.examples?.misses ?? [])]) {
      ofExample(example, rule.document.id, trial, prints);
    }
  }
  return prints;
}

/** Names whose digests differ, or that only one of the two has. */
export function differences(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter(
    (name) => before.get(name) !== after.get(name),
  );
}

function ofSite(name: string, site: InputSite, screener: Screener, prints: Map<string, string>): void {
  const reader = new SiteReader(site.host);
  for (const { url, contentType, body } of site.pages) {
    const decoded = decodeBody(body, { contentType });
    const page = readPage(decoded.text, url);
    const key = `${name} ${url}`;
    put(prints, `${key} decoded`, decoded);
    put(prints, `${key} page`, page);
    put(prints, `${key} kind`, classifyPage(page));
    for (const kind of ['independent', 'shop', 'non-trading'] as const) {
      put(prints, `${key} identity ${kind}`, readIdentity(page, kind));
    }
    put(prints, `${key} added`, reader.add(page));
    put(prints, `${key} findings`, screener.screenText({ text: page.text, kind: 'page' }));
  }
  const facts = reader.facts();
  put(prints, `${name} ${site.host} ${site.pages[0]?.url} facts`, facts);
  put(prints, `${name} ${site.host} ${site.pages[0]?.url} site findings`, screener.checkSite(facts));
}

function ofExample(example: Example, rule: string, screener: Screener, prints: Map<string, string>): void {
  if (typeof example !== 'string' && 'site' in example) return;
  const input = typeof example === 'string' ? { text: example } : example;
  put(prints, `${rule} “${input.text}”`, screener.screenText(input));
}

function put(prints: Map<string, string>, name: string, result: unknown): void {
  prints.set(name, hash('sha256', JSON.stringify(result, plain)).slice(0, 24));
}

/** Maps and sets in their order, which counts too. */
function plain(_key: string, value: unknown): unknown {
  if (value instanceof Map) return { map: [...value] };
  return value instanceof Set ? { set: [...value] } : value;
}
