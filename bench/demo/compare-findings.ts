import type { DemoTruth, PageTruth, SiteTruth } from '../../apps/server/src/demo/truth.ts';
import type { FindingLine, PatrolResults } from './results.ts';

/** Hits and misses of one violation type; a pair is one page (or one site) and one type. */
export interface TypeScore {
  readonly violation: string;
  expected: number;
  found: number;
  /** Found by a finding of level `violation`, not only `suspect`. */
  foundSure: number;
  falseAlarms: number;
  falseSure: number;
}

export interface Miss {
  readonly url: string;
  readonly violation: string;
  readonly text: string;
  readonly obfuscation: string | null;
}
export interface FalseAlarm {
  readonly url: string;
  readonly finding: FindingLine;
}
export interface NearMissAlarm {
  readonly text: string;
  readonly finding: FindingLine;
}

export interface FindingScores {
  readonly types: readonly TypeScore[];
  readonly misses: readonly Miss[];
  readonly falseAlarms: readonly FalseAlarm[];
  readonly nearMisses: number;
  readonly nearMissAlarms: readonly NearMissAlarm[];
  /** Distinct texts (with their type), and whether one of their pages was found. */
  readonly texts: { readonly all: number; readonly found: number };
  readonly planted: readonly {
    readonly violation: string;
    readonly hidden: boolean;
    readonly found: boolean;
  }[];
}

/**
 * Compares findings with the truth by pairs of (page, type); what a site as a whole breaks counts once for its site.
 * Types that are only arguable on a page count neither way. A page that was not read is a miss of the patrol and so
 * counts here too.
 */
export function compareFindings(truth: DemoTruth, results: PatrolResults): FindingScores {
  const pages = new Map(truth.pages.map((page) => [page.url, page]));
  const sites = new Map(truth.sites.map((site) => [site.id, site]));
  const hostOf = new Map(truth.pages.map((page) => [new URL(page.url).host, page.site]));
  const types = new Map<string, TypeScore>();
  const score = (violation: string): TypeScore => {
    const known = types.get(violation);
    if (known) return known;
    const fresh = { violation, expected: 0, found: 0, foundSure: 0, falseAlarms: 0, falseSure: 0 };
    types.set(violation, fresh);
    return fresh;
  };

  const hits = new Map<string, boolean>();
  const wrong = new Map<string, FalseAlarm>();
  const finals = new Map(results.pages.map((page) => [page.url, page.finalUrl]));
  for (const found of results.findings) {
    // What an old address redirects to is judged as the page that it ends on.
    const url = pages.has(found.url) ? found.url : (finals.get(found.url) ?? found.url);
    const finding = { ...found, url };
    const page = pages.get(url);
    const site = sites.get(hostOf.get(new URL(url).host) ?? '');
    const verdict = judge(finding, page, site);
    const sure = finding.level === 'violation';
    if (verdict.of === 'none') continue;
    if (verdict.of === 'wrong') {
      const key = `${finding.url} ${finding.violation}`;
      if (!wrong.has(key) || sure) wrong.set(key, { url: finding.url, finding });
    } else {
      const key = `${verdict.of === 'site' ? site?.id : finding.url} ${finding.violation}`;
      hits.set(key, (hits.get(key) ?? false) || sure);
    }
  }

  const misses: Miss[] = [];
  const texts = new Map<string, boolean>();
  const count = (key: string, violation: string, miss: () => Miss): void => {
    const one = score(violation);
    one.expected += 1;
    const sure = hits.get(key);
    if (sure === undefined) misses.push(miss());
    else {
      one.found += 1;
      if (sure) one.foundSure += 1;
    }
  };
  const planted: { violation: string; hidden: boolean; found: boolean }[] = [];
  for (const page of truth.pages.filter((one) => one.allowed)) {
    for (const violation of page.breaks) {
      const onPage = page.planted.filter((one) => one.breaks.includes(violation));
      count(`${page.url} ${violation}`, violation, () => ({
        url: page.url,
        violation,
        text: onPage.map((one) => one.text).join(' / '),
        obfuscation: onPage.map((one) => one.obfuscation).find((way) => way !== null) ?? null,
      }));
      for (const one of onPage) {
        const key = `${violation} ${one.text}`;
        texts.set(key, (texts.get(key) ?? false) || hits.has(`${page.url} ${violation}`));
      }
      planted.push({
        violation,
        hidden: onPage.every((one) => one.obfuscation !== null),
        found: hits.has(`${page.url} ${violation}`),
      });
    }
  }
  for (const site of truth.sites) {
    for (const violation of site.breaks) {
      count(`${site.id} ${violation}`, violation, () => ({
        url: `(整站) ${site.name}`,
        violation,
        text: `亮照方式 ${site.licence}`,
        obfuscation: null,
      }));
    }
  }
  for (const alarm of wrong.values()) {
    const one = score(alarm.finding.violation);
    one.falseAlarms += 1;
    if (alarm.finding.level === 'violation') one.falseSure += 1;
  }
  return {
    types: [...types.values()].sort((a, b) => a.violation.localeCompare(b.violation)),
    misses,
    falseAlarms: [...wrong.values()],
    ...nearMissScores(truth, wrong.values(), results.findings),
    planted,
    texts: { all: texts.size, found: [...texts.values()].filter(Boolean).length },
  };
}

function judge(
  finding: FindingLine,
  page: PageTruth | undefined,
  site: SiteTruth | undefined,
): { of: 'page' | 'site' | 'none' | 'wrong' } {
  if (page?.breaks.includes(finding.violation)) return { of: 'page' };
  if (site?.breaks.includes(finding.violation)) return { of: 'site' };
  if (page?.arguable.includes(finding.violation) || site?.arguable.includes(finding.violation))
    return { of: 'none' };
  return { of: 'wrong' };
}

// A near miss is an alarm when a wrong finding on its page quotes it.
function nearMissScores(
  truth: DemoTruth,
  wrong: Iterable<FalseAlarm>,
  findings: readonly FindingLine[],
): Pick<FindingScores, 'nearMisses' | 'nearMissAlarms'> {
  const wrongPairs = new Set([...wrong].map((alarm) => `${alarm.url} ${alarm.finding.violation}`));
  const byPage = Map.groupBy(
    findings.filter((finding) => wrongPairs.has(`${finding.url} ${finding.violation}`)),
    (finding) => finding.url,
  );
  let nearMisses = 0;
  const nearMissAlarms: NearMissAlarm[] = [];
  for (const page of truth.pages.filter((one) => one.allowed)) {
    for (const near of page.nearMisses) {
      nearMisses += 1;
      const text = bare(near.text);
      const finding = byPage
        .get(page.url)
        ?.find((one) => one.term !== '' && overlaps(text, bare(one.term), bare(one.quote)));
      if (finding) nearMissAlarms.push({ text: near.text, finding });
    }
  }
  return { nearMisses, nearMissAlarms };
}

function overlaps(text: string, term: string, quote: string): boolean {
  return (
    text.includes(term) && (quote.includes(text) || text.includes(quote) || quote.includes(text.slice(0, 8)))
  );
}

function bare(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '');
}
