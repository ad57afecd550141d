import type { Finding } from '@wangjian/core/finding.ts';
import type { SiteFacts } from '@wangjian/core/site.ts';
import { wrongCodes } from '@wangjian/core/wrong-codes.ts';
import type { Example, SiteExample } from './catalog-schema.ts';
import type { CatalogRule } from './load-catalog.ts';
import type { Screener } from './screener.ts';

/** What an example showed: `ok` false means the rule hit what it must leave alone, or the other way round. */
export interface ExampleResult {
  readonly rule: string;
  readonly expected: 'hit' | 'miss';
  /** Number of the example in its list, from 1. */
  readonly number: number;
  readonly text: string;
  readonly ok: boolean;
  /** What was seen, in Chinese. */
  readonly seen: string;
}

/** Runs the examples of one rule; the screener must have been compiled with drafts included. */
export function runExamples(rule: CatalogRule, screener: Screener): ExampleResult[] {
  const { id } = rule.document;
  const run = (example: Example, expected: 'hit' | 'miss', number: number): ExampleResult => {
    const mine = findingsFor(example, screener).filter((finding) => finding.rule === id);
    const wanted = typeof example === 'string' ? undefined : example.level;
    const fits = mine.some((finding) => !wanted || finding.level === wanted);
    const ok = expected === 'hit' ? fits : mine.length === 0;
    const seen =
      mine.length === 0
        ? '没有命中'
        : `命中${mine.map((finding) => `“${finding.term}”（${finding.level}）`).join('、')}`;
    return { rule: id, expected, number, text: labelOf(example), ok, seen };
  };
  return [
    ...(rule.examples?.hits ?? []).map((example, index) => run(example, 'hit', index + 1)),
    ...(rule.examples?.misses ?? []).map((example, index) => run(example, 'miss', index + 1)),
  ];
}

function findingsFor(example: Example, screener: Screener): Finding[] {
  if (typeof example === 'string') return screener.screenText({ text: example });
  if ('site' in example) return screener.checkSite(siteFacts(example.site), example.on);
  return screener.screenText(example);
}

function labelOf(example: Example): string {
  if (typeof example === 'string') return example;
  return 'site' in example ? `${example.note ?? '站点'}：${example.site.home}` : example.text;
}

function siteFacts(example: SiteExample): SiteFacts {
  return {
    host: 'example.test',
    siteKind: example.siteKind,
    confidence: example.confidence,
    forms: [],
    pages: 3,
    homeText: example.home,
    homeUrl: 'http://example.test/',
    allText: `${example.home}\n${example.more}`,
    homeComplete: example.complete,
    operators: [],
    uscc: example.uscc,
    icp: example.icp,
    police: example.police,
    phones: [],
    licences: example.licences,
    marks: example.marks,
    tickedBoxes: example.ticked.map((label) => ({ url: 'http://example.test/order', label })),
    wrongCodes: wrongCodes(example.home).map((code) => ({ code, url: 'http://example.test/' })),
    lowerListings: example.lower.map((listing, at) => ({
      url: 'http://example.test/',
      goodsUrl: `http://example.test/item/${at + 1}`,
      ...listing,
    })),
  };
}
