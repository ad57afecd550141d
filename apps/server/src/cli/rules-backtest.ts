import type { Finding } from '@wangjian/core/finding.ts';
import type { Screener } from '@wangjian/screening/screener.ts';
import { z } from 'zod';

/** What a back-test gathers, by rule id. */
export interface Hits {
  pages: number;
  readonly rules: Map<string, RuleHits>;
}

interface RuleHits {
  hits: number;
  readonly pages: Set<number>;
  readonly added: string[];
  readonly removed: string[];
  readonly seen: string[];
}

/** One row of the report: hits now; `added` and `removed` against the older catalog. */
export interface BacktestRow {
  readonly rule: string;
  readonly hits: number;
  readonly pages: number;
  readonly added: number;
  readonly removed: number;
  readonly examples: readonly string[];
}

const Page = z.object({ url: z.string().default(''), text: z.string() });
const MOST_EXAMPLES = 5;

/** Screens every page with the current and, if given, the previous rules; bad lines go to `onBad` by number. */
export async function hitsOfPages(
  lines: AsyncIterable<string>,
  current: Screener,
  previous: Screener | undefined,
  onBad: (line: number, problem: string) => void,
): Promise<Hits> {
  const result: Hits = { pages: 0, rules: new Map() };
  let number = 0;
  for await (const line of lines) {
    number++;
    if (line.trim() === '') continue;
    const page = parsePage(line);
    if (!page) {
      onBad(number, '不是含 text 的 JSON');
      continue;
    }
    result.pages++;
    const now = current.screenText({ text: page.text });
    const before = previous?.screenText({ text: page.text }) ?? [];
    const known = new Set(before.map(keyOf));
    const kept = new Set(now.map(keyOf));
    for (const finding of now) {
      const entry = entryOf(result, finding.rule);
      entry.hits++;
      entry.pages.add(number);
      const shown = `${page.url} “${finding.term}”：${finding.quote.slice(0, 60)}`;
      entry.seen.push(...(entry.seen.length < MOST_EXAMPLES ? [shown] : []));
      if (previous && !known.has(keyOf(finding))) entry.added.push(`+ ${shown}`);
    }
    for (const finding of before) {
      if (kept.has(keyOf(finding))) continue;
      entryOf(result, finding.rule).removed.push(
        `- ${page.url} “${finding.term}”：${finding.quote.slice(0, 60)}`,
      );
    }
  }
  return result;
}

function parsePage(line: string): z.infer<typeof Page> | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
  return Page.safeParse(value).data;
}

const keyOf = (finding: Finding): string => `${finding.rule} ${finding.start} ${finding.end}`;

function entryOf(result: Hits, rule: string): RuleHits {
  let entry = result.rules.get(rule);
  if (!entry) {
    entry = { hits: 0, pages: new Set(), added: [], removed: [], seen: [] };
    result.rules.set(rule, entry);
  }
  return entry;
}

/** Rows of the report, most hits first; examples are the changes where there are any. */
export function compareHits(hits: Hits): BacktestRow[] {
  return [...hits.rules]
    .map(([rule, entry]) => {
      const changes = [...entry.added, ...entry.removed];
      return {
        rule,
        hits: entry.hits,
        pages: entry.pages.size,
        added: entry.added.length,
        removed: entry.removed.length,
        examples: (changes.length > 0 ? changes : entry.seen).slice(0, MOST_EXAMPLES),
      };
    })
    .sort((a, b) => b.hits - a.hits || a.rule.localeCompare(b.rule));
}
