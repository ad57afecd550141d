import { SiteReader } from '@wangjian/patrol/classify/site-reader.ts';
import { decodeBody } from '@wangjian/patrol/decode-body.ts';
import { readPage } from '@wangjian/patrol/extract/read-page.ts';
import type { Screener } from '@wangjian/screening/screener.ts';
import type { InputSite } from './inputs.ts';

/** What is done with a page, in order: bytes to text, text to page content, who runs it and what it is, the rules. */
export const STAGES = ['解码', '提取', '识别', '筛查', '网站'] as const;

/** Milliseconds by stage. */
export type Times = Record<(typeof STAGES)[number], number>;

export function emptyTimes(): Times {
  return { 解码: 0, 提取: 0, 识别: 0, 筛查: 0, 网站: 0 };
}

/** So many sites are read in turn, page by page, as a patrol does: what is kept of one site must not help only the next page. */
const AT_A_TIME = 32;

/** Judges every page of the sites once; adds to `times` and gives the number of findings. */
export function judgeAll(sites: readonly InputSite[], screener: Screener, times: Times): number {
  let findings = 0;
  for (let first = 0; first < sites.length; first += AT_A_TIME) {
    const batch = sites
      .slice(first, first + AT_A_TIME)
      .map((site) => ({ site, reader: new SiteReader(site.host) }));
    const longest = Math.max(...batch.map(({ site }) => site.pages.length));
    for (let at = 0; at < longest; at++) {
      for (const { site, reader } of batch) {
        const page = site.pages[at];
        if (!page) continue;
        const began = now();
        const { text } = decodeBody(page.body, { contentType: page.contentType });
        const decoded = now();
        const content = readPage(text, page.url);
        const read = now();
        reader.add(content);
        const identified = now();
        findings += screener.screenText({ text: content.text, kind: 'page' }).length;
        times.解码 += decoded - began;
        times.提取 += read - decoded;
        times.识别 += identified - read;
        times.筛查 += now() - identified;
      }
    }
    const began = now();
    for (const { reader } of batch) findings += screener.checkSite(reader.facts()).length;
    times.网站 += now() - began;
  }
  return findings;
}

/** Processor time of this thread in milliseconds: on a busy machine the clock on the wall measures the others too. */
function now(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
