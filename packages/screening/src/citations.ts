import type { CitedArticle } from '@wangjian/core/finding.ts';
import type { Citation, Regulation, RuleDocument, ViolationType } from './catalog-schema.ts';

/**
 * The articles of a rule as in force on a day: own ones of the rule, otherwise duty and penalty of the violation type.
 * Empty when nothing was in force yet: the rule then does not apply on that day.
 */
export function articlesOn(
  rule: Pick<RuleDocument, 'articles'>,
  violation: ViolationType,
  regulations: ReadonlyMap<string, Regulation>,
  on: string,
): CitedArticle[] {
  const duty = resolve(rule.articles ?? violation.duty, regulations, on, false);
  if (duty.length === 0) return [];
  const doubtful = !violation.source.startsWith('text');
  return unique([
    ...(rule.articles ? duty : duty.map((article) => mark(article, doubtful))),
    ...resolve(violation.penalty, regulations, on, violation.source !== 'text'),
  ]);
}

function resolve(
  citations: readonly Citation[],
  regulations: ReadonlyMap<string, Regulation>,
  on: string,
  doubtful: boolean,
): CitedArticle[] {
  const articles: CitedArticle[] = [];
  for (const { law, article, from, until } of citations) {
    if ((from && on < from) || (until && on > until)) continue;
    let inForce: Regulation['versions'][number] | undefined;
    for (const version of regulations.get(law)?.versions ?? []) {
      if (version.from <= on && (!inForce || version.from > inForce.from)) inForce = version;
    }
    if (!inForce) continue;
    articles.push(mark({ law, article, version: inForce.from }, doubtful || inForce.source !== 'text'));
  }
  return articles;
}

function mark(article: CitedArticle, doubtful: boolean): CitedArticle {
  return doubtful ? { ...article, unverified: true } : article;
}

function unique(articles: readonly CitedArticle[]): CitedArticle[] {
  const seen = new Set<string>();
  return articles.filter(({ law, article }) => {
    const key = `${law} ${article}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
