import { bureauOfId } from '@wangjian/core/ids.ts';
import type { z } from 'zod';
import { type Actor, may } from '../../platform/actor.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import { type ReadContext, readCase, useCase } from '../../platform/use-case.ts';
import { type Agency, agencyOf } from './agency.ts';
import * as contract from './contract.ts';
import { documentFile } from './document-file.ts';
import { draftDocument as draft } from './draft.ts';
import { formBook } from './form-book.ts';
import { documentDetail, presentDocument, presentForm } from './present.ts';
import {
  activeTemplates,
  countDocumentRows,
  type DocumentFilters,
  getDocumentRow,
  listDocumentRows,
  listRegisterRows,
} from './store.ts';

export { agencyOf, issuerOf } from './agency.ts';
export type { DocumentValues } from './contract.ts';
export { correctionsOrdered, deletionsUrged, documentOwners } from './countable.ts';
export { signUnapproved } from './decide.ts';
export { fillForm } from './document-file.ts';
export { type AttachedFile, draftDocument } from './draft.ts';
export { dropDraft } from './drop-draft.ts';
export { readPicture } from './embed-pictures.ts';
export { documentReturned, documentServed, documentSigned, documentVoided } from './events.ts';
export { formBook } from './form-book.ts';
export { takeNumber } from './numbers.ts';
export { documentsOf } from './present.ts';
export { printHtml, printPdf } from './print-pdf.ts';
export { refillDraft } from './refill-draft.ts';
export { type KnownPerson, maskedText } from './render.ts';
export { servicesOf } from './store.ts';

/** Filters of the list as the store asks them: `mine` is what waits for this reader. */
export function documentFilters(
  actor: Actor,
  { mine, ...query }: z.output<NonNullable<typeof contract.listDocuments.query>>,
): DocumentFilters {
  return { ...query, waitingFor: mine ? waitingFor(actor) : undefined };
}

function waitingFor(actor: Actor): DocumentFilters['waitingFor'] {
  const statuses = [
    ...(may(actor, 'document.approve') ? ['review', 'sign'] : []),
    ...(may(actor, 'case.review') ? ['legal'] : []),
  ];
  return { officer: actor.id, statuses };
}

/** Documents that wait for the reader (own drafts, steps to decide), by region: the list that `mine` gives, counted. */
export async function countWaiting(tx: ScopedTx, actor: Actor): Promise<{ region: string; count: number }[]> {
  return await countDocumentRows(tx, { waitingFor: waitingFor(actor) });
}

export const listForms = readCase({
  action: 'document.forms',
  title: '查看文书式样',
  permission: 'document.read',
  input: contract.getDocument.params!.partial(),
  async run({ tx, actor }) {
    const own = new Map((await activeTemplates(tx, actor.bureau)).map(({ form, sha256 }) => [form, sha256]));
    return {
      result: { items: formBook().all.map((form) => presentForm(form, own.get(form.id))) },
      audit: 'plain',
    };
  },
});

export const listDocuments = readCase({
  action: 'document.list',
  title: '查看文书列表',
  permission: 'document.read',
  input: contract.listDocuments.query!,
  async run({ tx, regions, actor }, query) {
    const { items, total } = await listDocumentRows(
      tx,
      query,
      documentFilters(actor, query),
      query.region === undefined ? undefined : regions.within(query.region),
    );
    return { result: { items: items.map((row) => presentDocument(row, regions)), total }, audit: 'plain' };
  },
});

export const getDocument = readCase({
  action: 'document.read',
  title: '查看文书',
  permission: 'document.read',
  input: contract.getDocument.params!,
  run: async (context, { id }) => ({ result: await documentDetail(context, id), audit: 'plain' }),
});

export const newDocument = useCase({
  action: 'document.draft',
  title: '拟制文书',
  permission: 'document.write',
  input: contract.draftDocument.body!,
  idempotencyKey: (input) => input.key,
  async run(context, { form, on, region, title, values }) {
    const { actor, regions } = context;
    const where = region ?? actor.region;
    const bureau = on ? bureauOfId(on) : regions.bureauOf(where);
    const id = await draft(context, { bureau, region: where, on: on ?? null, form, title, values });
    return { result: await documentDetail(context, id), audit: { on: id, after: { form, on, title } } };
  },
});

/** The .docx: frozen once signed, rendered as it stands before. */
export const readDocx = readCase({
  action: 'document.download',
  title: '下载文书',
  permission: 'document.read',
  input: contract.documentDocx.query!.extend(contract.getDocument.params!.shape),
  async run(context, { id, copy }) {
    const row = await getDocumentRow(context.tx, id);
    const content = await documentFile(context, row, copy);
    const name = [row.title, row.number ?? '', copy === 'public' ? '公开副本' : ''].filter(Boolean).join(' ');
    return { result: { name, content }, audit: { on: id, why: copy === 'public' ? '公开副本' : undefined } };
  },
});

/** The .docx of a document for a module that binds it into a file of its own, which audits that reading itself. */
export async function documentContent(
  context: Pick<ReadContext, 'tx' | 'files' | 'regions'>,
  id: string,
  copy: 'original' | 'public' = 'original',
): Promise<Buffer> {
  return await documentFile(context, await getDocumentRow(context.tx, id), copy);
}

/** The authority in whose name a document is issued; for a record without one, that of its region. */
export async function agencyOfDocument(
  { tx, regions }: Pick<ReadContext, 'tx' | 'regions'>,
  record: { readonly region: string; readonly document_id: string | null },
): Promise<Agency> {
  const document = record.document_id === null ? undefined : await getDocumentRow(tx, record.document_id);
  return agencyOf(regions, document?.issuer ?? record.region);
}

/** What a document was filled in with, for the record that drafts it anew. */
export async function documentValues(tx: ReadContext['tx'], id: string): Promise<contract.DocumentValues> {
  return (await getDocumentRow(tx, id)).values;
}

export const listRegister = readCase({
  action: 'document.register',
  title: '查看文号登记簿',
  permission: 'document.read',
  input: contract.listRegister.query!,
  async run({ tx }, query) {
    const { items, total } = await listRegisterRows(tx, query);
    return {
      result: {
        items: items.map((row) => ({
          number: row.number,
          word: row.word,
          year: row.year,
          seq: row.seq,
          state: row.void_reason === null ? ('used' as const) : ('void' as const),
          title: row.title,
          on: row.on_id,
          takenAt: row.taken_at.toISOString(),
          takenBy: row.taken_by_name,
          voidReason: row.void_reason,
        })),
        total,
      },
      audit: 'plain',
    };
  },
});
