/** How sure a rule is: a `violation` opens a lead by itself, a `suspect` waits for an officer (triage). */
export type FindingLevel = 'violation' | 'suspect';

/** An article of law as it stood on the day: `version` is the day that version came into force (YYYY-MM-DD). */
export interface CitedArticle {
  /** Short name of the law, e.g. 广告法. */
  readonly law: string;
  /** Article in the statute's own words, e.g. 第九条第三项. */
  readonly article: string;
  readonly version: string;
  /** True when the text was not read at its source ([memory] in the law file): to be shown as 未核对. */
  readonly unverified?: boolean;
}

/** What one rule says about one text or one site. Offsets are UTF-16 indices into the text as given. */
export interface Finding {
  /** Rule id, e.g. `ads/absolute-terms`; never changes. */
  readonly rule: string;
  /** Version of the rule that fired. */
  readonly version: string;
  /** Violation type id of `catalog/violations`. */
  readonly violation: string;
  readonly level: FindingLevel;
  /** Offset of the term; 0 and 0 for a finding about the whole site (something is missing). */
  readonly start: number;
  readonly end: number;
  /** The words that fired, exactly as in the text; empty when something is missing. */
  readonly term: string;
  /** The sentence around the term, as in the text. */
  readonly quote: string;
  readonly articles: readonly CitedArticle[];
  /** The page that a finding about a site stands on, where that is one page. */
  readonly url?: string;
  /** One sentence in Chinese that says why the rule fired. */
  readonly why: string;
}

/** What a text is, as far as the caller knows. */
export type TextKind = 'ad' | 'terms' | 'review' | 'page';
