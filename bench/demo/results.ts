import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Lines of `sites.jsonl`, `pages.jsonl` and `findings.jsonl` as far as they are compared. */
export interface SiteLine {
  readonly host: string;
  readonly siteKind: string;
  readonly operators: readonly { readonly name: string; readonly role: string }[];
  readonly uscc: readonly string[];
  readonly icp: readonly string[];
  readonly police: readonly string[];
  readonly phones: readonly string[];
}
export interface PageLine {
  readonly url: string;
  readonly finalUrl: string;
  readonly status: number;
  readonly charset: string | null;
}
export interface FindingLine {
  readonly url: string;
  readonly rule: string;
  readonly violation: string;
  readonly level: string;
  readonly term: string;
  readonly quote: string;
}

/** What a patrol wrote into its folder. */
export interface PatrolResults {
  readonly sites: readonly SiteLine[];
  readonly pages: readonly PageLine[];
  readonly findings: readonly FindingLine[];
}

export function readResults(folder: string): PatrolResults {
  return {
    sites: lines<SiteLine>(join(folder, 'sites.jsonl')),
    pages: lines<PageLine>(join(folder, 'pages.jsonl')),
    findings: lines<FindingLine>(join(folder, 'findings.jsonl')),
  };
}

function lines<T>(file: string): T[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T);
}
