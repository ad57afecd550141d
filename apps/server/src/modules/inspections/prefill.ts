import { dayInChina } from '@wangjian/core/plain-date.ts';
import { type Annex1Row, annex1 } from './annex1.ts';
import type { CellResult } from './tables.ts';

/** What the register says of the site that is inspected. */
export interface KnownSite {
  readonly name: string;
  readonly url: string;
  readonly operatorName: string | null;
  readonly uscc: string | null;
  /** As the register shows it: that of a natural person masked. */
  readonly address: string | null;
  readonly licenceDisplay: 'shown' | 'missing' | 'unread';
  readonly icp: readonly string[];
  readonly police: readonly string[];
  readonly pages: number;
  readonly lastPatrolAt: Date | null;
}

/** A finding of a patrol that was not rejected. */
export interface KnownFinding {
  readonly id: string;
  readonly violation: string;
  readonly violationName: string;
  readonly ruleTitle: string;
  readonly level: 'violation' | 'suspect';
  /** The word found; empty for a check of the whole site. */
  readonly term: string;
  readonly quote: string;
  readonly why: string;
  readonly url: string;
  readonly evidenceId: string | null;
}

/** What was found out about one row by other means (permits, prices). */
export interface RowNote {
  readonly row: string;
  readonly result: CellResult | null;
  readonly words: string;
  readonly from: string;
}

/** What the platform knows before an officer looks. */
export interface KnownFacts {
  readonly site: KnownSite;
  readonly findings: readonly KnownFinding[];
  /** Violation types that some active rule looks for. */
  readonly screened: ReadonlySet<string>;
  readonly notes: readonly RowNote[];
}

/** A box of the online column as the platform fills it in. */
export interface PrefilledCell {
  readonly key: string;
  readonly result: CellResult | null;
  readonly words: string;
  readonly violations: readonly string[];
  readonly proofs: readonly { readonly on: string; readonly words: string; readonly url: string | null }[];
}

const MAX_QUOTE = 80;
const MAX_LISTED = 8;

/**
 * The online column of Annex 1 from the patrol and the register, in words that may stand in the printed form as they are. A row stays without a result where nothing was looked
 * at, or where only suspects were found: that is for the officer to decide.
 */
export function prefill(facts: KnownFacts): PrefilledCell[] {
  return annex1().rows.flatMap((row) => {
    const lines: string[] = [];
    const results: (CellResult | null)[] = [];
    const add = (result: CellResult | null, words: string) => {
      results.push(result);
      lines.push(words);
    };
    if (row.id === 'registration-match') add(...registration(facts.site));
    if (row.id === 'licence-display') add(...licence(facts.site));
    for (const note of facts.notes)
      if (note.row === row.id) add(note.result, `${note.words}（${note.from}）`);
    const found = facts.findings.filter(({ violation }) => annex1().rowOf(violation) === row.id);
    if (found.length > 0) add(...foundOn(found));
    else if (lines.length === 0) {
      const screened = nothingFound(row, facts);
      if (screened === null) return [];
      add('none', screened);
    }
    return {
      key: `${row.id}.online`,
      result: resultOf(results),
      words: lines.join('\n').slice(0, 4000),
      violations: [...new Set(found.map(({ violation }) => violation))].slice(0, 20),
      proofs: found.flatMap(({ id, evidenceId, violationName, quote, url }) => {
        const words = `${violationName}${quote === '' ? '' : `：“${shortened(quote)}”`}`;
        return [{ on: id, words, url }, ...(evidenceId === null ? [] : [{ on: evidenceId, words, url }])];
      }),
    };
  });
}

/** One problem makes the row a problem; otherwise one thing undecided leaves the row to the officer. */
function resultOf(results: readonly (CellResult | null)[]): CellResult | null {
  if (results.includes('problem')) return 'problem';
  return results.includes(null) ? null : (results[0] ?? null);
}

function registration(site: KnownSite): [CellResult | null, string] {
  if (site.operatorName === null && site.uscc === null) return [null, '监测和主体库都没有识别出经营主体'];
  const said = [site.operatorName, site.uscc === null ? null : `统一社会信用代码${site.uscc}（校验位正确）`]
    .filter((one) => one !== null)
    .join('，');
  const address = site.address === null ? '' : `；主体库住所：${site.address}`;
  return [null, `公示主体：${said}${address}`];
}

function licence(site: KnownSite): [CellResult | null, string] {
  const on = site.lastPatrolAt === null ? '' : `（${dayInChina(site.lastPatrolAt)} 监测）`;
  const numbers = [
    site.icp.length > 0 ? `ICP备案号：${site.icp.join('、')}` : '未见ICP备案号',
    site.police.length > 0 ? `公安备案号：${site.police.join('、')}` : '未见公安备案号',
  ].join('；');
  if (site.licenceDisplay === 'shown') return ['none', `首页已公示营业执照信息或链接标识${on}；${numbers}`];
  if (site.licenceDisplay === 'missing')
    return ['problem', `首页未见营业执照信息或链接标识${on}；${numbers}`];
  return [null, `监测没有读到首页或未能判断是否亮照${on}；${numbers}`];
}

function foundOn(found: readonly KnownFinding[]): [CellResult | null, string] {
  const lines = found.slice(0, MAX_LISTED).map((finding, index) => {
    const level = finding.level === 'violation' ? '违法' : '疑似';
    const what = finding.quote === '' ? finding.why : `“${shortened(finding.quote)}”`;
    return `${index + 1}.〔${level}〕${finding.violationName}：${what} ${finding.url}`;
  });
  const more = found.length > MAX_LISTED ? [`……另有 ${found.length - MAX_LISTED} 条，见监测发现`] : [];
  const certain = found.some(({ level }) => level === 'violation');
  return [certain ? 'problem' : null, [...lines, ...more].join('\n')];
}

/** Words for a row on which the patrol looked and found nothing; null when it did not look. */
function nothingFound(row: Annex1Row, { site, screened }: KnownFacts): string | null {
  const types = row.violations.filter((violation) => screened.has(violation)).length;
  if (row.beyondPages || types === 0 || site.pages === 0 || site.lastPatrolAt === null) return null;
  return `${dayInChina(site.lastPatrolAt)} 监测读取 ${site.pages} 页，按本行 ${types} 类违法行为筛查，未发现问题`;
}

function shortened(quote: string): string {
  return quote.length > MAX_QUOTE ? `${quote.slice(0, MAX_QUOTE)}…` : quote;
}
