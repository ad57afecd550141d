import { join } from 'node:path';
import type { CitedArticle } from '@wangjian/core/finding.ts';
import type { RuleDocument } from '@wangjian/screening/catalog-schema.ts';
import { articlesOn } from '@wangjian/screening/citations.ts';
import { compile } from '@wangjian/screening/compile.ts';
import { type Catalog, loadCatalog } from '@wangjian/screening/load-catalog.ts';
import type { Screener } from '@wangjian/screening/screener.ts';

/** The catalog of this installation with its rules compiled, and names for ids. */
export interface RuleBook {
  readonly catalog: Catalog;
  readonly screener: Screener;
  /** Articles of a rule in the version in force on a day. */
  articlesOf(rule: RuleDocument, on: string): readonly CitedArticle[];
  ruleTitle(rule: string): string;
  violationName(violation: string): string;
  categoryOf(violation: string): string;
  categoryName(category: string): string;
}

let book: RuleBook | undefined;

/** Reads and compiles the catalog once a process. `on` of a text decides which version of the law is cited. */
export function ruleBook(): RuleBook {
  book ??= read(join(import.meta.dirname, '..', '..', '..', '..', '..', 'catalog'));
  return book;
}

function read(folder: string): RuleBook {
  const catalog = loadCatalog(folder);
  const titles = new Map(catalog.rules.map(({ document }) => [document.id, document.title]));
  return {
    catalog,
    screener: compile(catalog, { on: new Date().toISOString().slice(0, 10) }),
    articlesOf: (rule, on) =>
      articlesOn(rule, catalog.violations.get(rule.violation)!, catalog.regulations, on),
    ruleTitle: (rule) => titles.get(rule) ?? wordingTitle(catalog, rule),
    violationName: (violation) => catalog.violations.get(violation)?.name ?? violation,
    categoryOf: (violation) => catalog.violations.get(violation)?.category ?? 'C12',
    categoryName: (category) => catalog.categories.get(category) ?? category,
  };
}

/** `wording/<violation>` is the second layer of screening: no rule of its own, only a likeness. */
function wordingTitle(catalog: Catalog, rule: string): string {
  const violation = catalog.violations.get(rule.replace(/^wording\//, ''));
  return violation ? `用语相近：${violation.name}` : rule;
}
