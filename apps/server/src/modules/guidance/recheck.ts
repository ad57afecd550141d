import type { ReadContext, WriteContext } from '../../platform/use-case.ts';
import { requestEvidence } from '../evidence/service.ts';
import { seenAgain } from '../findings/service.ts';
import { recheckedPages } from '../patrols/service.ts';
import type * as contract from './contract.ts';
import type { GuidanceRow } from './store.ts';

type Recheck = NonNullable<contract.GuidanceDetail['recheck']>;
type PageState = Recheck['pages'][number]['state'];

/** Addresses that are to be read again, each once and as a patrol writes them: the page named, and each item's. */
export function pagesOf({ form }: Pick<GuidanceRow, 'form'>): string[] {
  const given = [form.url, ...form.items.map(({ url }) => url)].flatMap((url) => url ?? []);
  return [
    ...new Set(
      given.map((url) => {
        const plain = new URL(url);
        plain.hash = '';
        return plain.href;
      }),
    ),
  ];
}

/** All pages together: still read, not all read, all gone, or read. */
function together(states: readonly PageState[]): PageState {
  for (const state of ['running', 'failed'] as const) if (states.includes(state)) return state;
  return states.every((state) => state === 'gone') ? 'gone' : 'read';
}

/** What the last re-check saw on each page; null when none was started or no address is known. */
export async function recheckOf({ tx }: Pick<ReadContext, 'tx'>, row: GuidanceRow): Promise<Recheck | null> {
  const urls = pagesOf(row);
  if (row.recheck_patrol_id === null || urls.length === 0) return null;
  const read = await recheckedPages(tx, row.recheck_patrol_id, urls);
  const pages: Recheck['pages'] = [];
  for (const { url, page, problem } of read?.pages ?? []) {
    const gone = page !== undefined && page.status !== null && page.status >= 400;
    pages.push({
      url,
      state: page ? (gone ? 'gone' : 'read') : read!.over ? 'failed' : 'running',
      readAt: page?.fetched_at.toISOString() ?? null,
      stillFound: page
        ? await seenAgain(tx, {
            bureau: row.bureau,
            url: page.final_url,
            violations: row.form.violations,
            since: read!.startedAt,
          })
        : 0,
      problem: page?.problem ?? problem,
    });
  }
  return {
    patrolId: row.recheck_patrol_id,
    state: read ? together(pages.map(({ state }) => state)) : 'failed',
    stillFound: pages.reduce((total, { stillFound }) => total + stillFound, 0),
    pages,
  };
}

/** Seals the pages as the re-check read them, as the evidence after. */
export async function sealAfter(context: WriteContext, row: GuidanceRow): Promise<string[]> {
  if (row.recheck_patrol_id === null) return [];
  const read = await recheckedPages(context.tx, row.recheck_patrol_id, pagesOf(row));
  const sealed: string[] = [];
  for (const { page } of read?.pages ?? []) {
    if (!page || page.warc_blob === null || page.warc_offset === null || page.warc_length === null) continue;
    sealed.push(
      await requestEvidence(context, {
        bureau: row.bureau,
        region: row.region,
        siteId: row.site_id,
        url: page.url,
        title: page.title,
        fetchedAt: page.fetched_at,
        warc: { blob: page.warc_blob, offset: page.warc_offset, length: page.warc_length },
        charset: page.charset,
        terms: [],
        on: [row.id],
      }),
    );
  }
  return sealed;
}
