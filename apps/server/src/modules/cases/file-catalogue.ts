import { FILE_SECTIONS } from '@wangjian/core/case.ts';
import type { ReadContext } from '../../platform/use-case.ts';
import type { DocumentView } from '../documents/contract.ts';
import { documentsOf, servicesOf } from '../documents/service.ts';
import { evidenceFiles } from '../evidence/service.ts';
import type { CaseFacts } from './case-facts.ts';
import { type FileEntry, type FilePaper, orderFile, sectionOf } from './law/file-order.ts';
import { attachmentsOf, pageCountsOf } from './store.ts';

type Signed = Pick<DocumentView, 'id' | 'form' | 'copy' | 'title' | 'number' | 'signedOn' | 'servedOn'>;
type Reading = Pick<ReadContext, 'tx' | 'regions'>;

/** Where the bytes of a paper lie; null for what is only listed. */
type Source =
  | { readonly kind: 'document'; readonly id: string }
  | { readonly kind: 'attachment'; readonly sha256: string; readonly fileName: string }
  | { readonly kind: 'listed' };
export type SourcedPaper = FilePaper & { readonly source: Source };

export const FILE_MUSTS = '程序规定第七十八条：一案一卷、材料齐全';

/** All that belongs into the file of a case: signed documents, uploaded papers, sealed evidence with its hash. */
export async function papersOf(context: Reading, facts: CaseFacts): Promise<SourcedPaper[]> {
  const { row } = facts;
  const documents = (await documentsOf(context, [row.id])).get(row.id) ?? [];
  const signed = documents.filter(({ status }) => status === 'signed' || status === 'served');
  const counts = await pageCountsOf(
    context.tx,
    signed.map(({ id }) => id),
  );
  return [
    ...(await Promise.all(signed.map((one) => withReceipts(context, one, counts.get(one.id))))).flat(),
    ...(await attachmentsOf(context.tx, row.id)).map((one) => ({
      section: one.section as FilePaper['section'],
      title: one.name,
      number: null,
      day: one.collected_on,
      pages: one.pages,
      note: [one.evidence_kind, one.collected_by ? `${one.collected_by}提供` : null, `SHA-256 ${one.sha256}`]
        .filter(Boolean)
        .join('；'),
      source: { kind: 'attachment', sha256: one.sha256, fileName: one.file_name } as const,
    })),
    ...(await evidenceFiles(context.tx, row.id)).map((one) => ({
      section: 'evidence' as const,
      title: `网页电子数据证据包：${one.title || one.url}`,
      number: null,
      day: one.day,
      pages: 0,
      note: one.sha256 === null ? '尚未封存' : `SHA-256 ${one.sha256}${one.sm3 ? `；SM3 ${one.sm3}` : ''}`,
      source: { kind: 'listed' } as const,
    })),
  ];
}

/** A document with its 送达回证 right behind it, as art. 78 orders them. */
async function withReceipts(
  { tx }: Reading,
  one: Signed,
  pages: number | undefined,
): Promise<SourcedPaper[]> {
  const section = sectionOf(one.form, one.copy);
  const receipts = (await servicesOf(tx, one.id)).filter(({ receipt_sha256 }) => receipt_sha256 !== null);
  return [
    {
      section,
      title: one.title,
      number: one.number,
      day: one.signedOn,
      pages: pages ?? 1,
      uncounted: pages === undefined,
      note: one.servedOn === null ? null : `${one.servedOn} 送达`,
      source: { kind: 'document', id: one.id },
    },
    ...receipts.map((receipt) => ({
      section,
      title: `${one.title}送达回证`,
      number: null,
      // Of the document's day, so that it stays behind its document.
      day: one.signedOn,
      pages: 1,
      note: `${receipt.effective_on} 送达 ${receipt.recipient}`,
      source: {
        kind: 'attachment' as const,
        sha256: receipt.receipt_sha256!,
        fileName: receipt.receipt_name ?? '',
      },
    })),
  ];
}

/** The two volumes with their pages, the pages of each paper as `pagesOf` counts them. */
export function volumesOf(papers: readonly SourcedPaper[]): {
  name: '正卷' | '副卷';
  entries: (FileEntry & SourcedPaper)[];
  pages: number;
}[] {
  return (['正卷', '副卷'] as const).map((name) => {
    const entries = orderFile(papers, name) as (FileEntry & SourcedPaper)[];
    return { name, entries, pages: entries.reduce((sum, { pages }) => sum + pages, 0) };
  });
}

const UNSIGNED: ReadonlySet<string> = new Set(['draft', 'review', 'legal', 'sign']);

/** Parts that a file cannot do without, by how the case went, and papers that were begun and never signed. */
export async function fileMissing(context: Reading, facts: CaseFacts): Promise<string[]> {
  const { row } = facts;
  const have = new Set((await papersOf(context, facts)).map(({ section }) => section));
  const documents = (await documentsOf(context, [row.id])).get(row.id) ?? [];
  const unsigned = documents
    .filter(({ status }) => UNSIGNED.has(status))
    .map(({ title }) => `签发《${title}》（不需要的请废弃）`);
  const musts =
    row.procedure === 'simple'
      ? (['decision'] as const)
      : row.outcome === 'terminated' || row.outcome === 'police' || row.outcome === 'other-agency'
        ? (['filing', 'closing'] as const)
        : ([
            'filing',
            'decision',
            'report',
            'review',
            ...(row.heard ? (['hearing-record', 'hearing-report'] as const) : []),
            'closing',
          ] as const);
  const missing = musts.filter((section) => !have.has(section)).map((section) => FILE_SECTIONS[section].name);
  return [...missing, ...unsigned];
}
