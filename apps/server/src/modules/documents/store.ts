import { bureauOfId } from '@wangjian/core/ids.ts';
import { type Expression, type Insertable, type SqlBool, sql, type Updateable } from 'kysely';
import type { z } from 'zod';
import { type ListPage, listPage, type Reading } from '../../platform/listing.ts';
import { found, refuseStale } from '../../platform/save.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import { matches } from '../../platform/search.ts';
import type { listDocuments, listRegister } from './contract.ts';
import type { DocumentTables } from './tables.ts';

const tables = (tx: ScopedTx) => tx.withTables<DocumentTables>();

export type DocumentRow = Awaited<ReturnType<typeof getDocumentRow>>;

/** The document, or `not_found` (also outside the scope). */
export async function getDocumentRow(tx: ScopedTx, id: string) {
  return found(
    await tables(tx)
      .selectFrom('documents')
      .selectAll()
      .where('bureau', '=', bureauOfId(id))
      .where('id', '=', id)
      .executeTakeFirst(),
  );
}

/** The document that a key already made, if any. */
export async function documentOfKey(tx: ScopedTx, bureau: string, key: string) {
  return await tables(tx)
    .selectFrom('documents')
    .select('id')
    .where('bureau', '=', bureau)
    .where('idempotency_key', '=', key)
    .executeTakeFirst();
}

export async function insertDocument(tx: ScopedTx, row: Insertable<DocumentTables['documents']>) {
  await tables(tx).insertInto('documents').values(row).execute();
}

/** Saves a document when the version is still the one that was read; `stale` otherwise. */
export async function saveDocument(
  tx: ScopedTx,
  id: string,
  version: number,
  change: Updateable<DocumentTables['documents']>,
) {
  refuseStale(
    await tables(tx)
      .updateTable('documents')
      .set({ ...change, version: version + 1 })
      .where('bureau', '=', bureauOfId(id))
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst(),
  );
}

export async function insertDocumentEvent(tx: ScopedTx, row: Insertable<DocumentTables['document_events']>) {
  await tables(tx).insertInto('document_events').values(row).execute();
}

/** The course of a document, oldest first. */
export async function documentEvents(tx: ScopedTx, id: string) {
  return await tables(tx)
    .selectFrom('document_events')
    .selectAll()
    .where('bureau', '=', bureauOfId(id))
    .where('document_id', '=', id)
    .orderBy('at')
    .orderBy('id')
    .execute();
}
export type DocumentEventRow = Awaited<ReturnType<typeof documentEvents>>[number];

export async function insertService(tx: ScopedTx, row: Insertable<DocumentTables['document_services']>) {
  await tables(tx).insertInto('document_services').values(row).execute();
}

/** Services of a document, oldest first. */
export async function servicesOf(tx: ScopedTx, id: string) {
  return await tables(tx)
    .selectFrom('document_services')
    .selectAll()
    .where('bureau', '=', bureauOfId(id))
    .where('document_id', '=', id)
    .orderBy('recorded_at')
    .orderBy('id')
    .execute();
}

/** Puts the receipt to a service. */
export async function saveReceipt(
  tx: ScopedTx,
  serviceId: string,
  receipt: { readonly sha256: string; readonly name: string; readonly bytes: number },
) {
  await tables(tx)
    .updateTable('document_services')
    .set({ receipt_sha256: receipt.sha256, receipt_name: receipt.name, receipt_bytes: receipt.bytes })
    .where('bureau', '=', bureauOfId(serviceId))
    .where('id', '=', serviceId)
    .execute();
}

export async function insertAttachment(
  tx: ScopedTx,
  row: Insertable<DocumentTables['document_attachments']>,
) {
  await tables(tx).insertInto('document_attachments').values(row).execute();
}

/** Scans and annexes of a document, oldest first. */
export async function attachmentsOf(tx: ScopedTx, id: string) {
  return await tables(tx)
    .selectFrom('document_attachments')
    .selectAll()
    .where('bureau', '=', bureauOfId(id))
    .where('document_id', '=', id)
    .orderBy('added_at')
    .orderBy('id')
    .execute();
}

/** Documents of the records, oldest first; drafts that were thrown away are left out. */
export async function documentRowsOf(tx: ScopedTx, recordIds: readonly string[]) {
  if (recordIds.length === 0) return [];
  return await tables(tx)
    .selectFrom('documents')
    .selectAll()
    .where('bureau', 'in', [...new Set(recordIds.map(bureauOfId))])
    .where('on_id', 'in', [...recordIds])
    .where('status', '!=', 'discarded')
    .orderBy('drafted_at')
    .orderBy('id')
    .execute();
}

export type DocumentFilters = Omit<
  z.output<NonNullable<typeof listDocuments.query>>,
  'page' | 'pageSize' | 'sort' | 'mine'
> & {
  /** Steps that the reader may decide, and who the reader is; for `mine`. */
  readonly waitingFor?: { readonly officer: string; readonly statuses: readonly string[] } | undefined;
};

function filtered(
  tx: ScopedTx,
  filters: DocumentFilters,
  regionsWithin: readonly string[] | undefined,
  reading: Reading = 'at-once',
) {
  return tables(tx)
    .selectFrom('documents as d')
    .selectAll('d')
    .where((where) => {
      const all: Expression<SqlBool>[] = [];
      if (filters.q) all.push(matches('d.search', filters.q, reading));
      if (filters.form) all.push(where('d.form', 'in', filters.form));
      if (filters.status) all.push(where('d.status', 'in', filters.status));
      else all.push(where('d.status', '!=', 'discarded'));
      if (filters.on) all.push(where('d.on_id', '=', filters.on));
      if (filters.from) all.push(where('d.drafted_at', '>=', new Date(filters.from)));
      if (filters.to) all.push(where('d.drafted_at', '<', new Date(filters.to)));
      if (filters.waitingFor) {
        const { officer, statuses } = filters.waitingFor;
        all.push(
          where.or([
            where.and([where('d.status', '=', 'draft'), where('d.drafted_by', '=', officer)]),
            where.and([
              sql<SqlBool>`d.status = ANY(${sql.val(statuses)}::text[])`,
              where('d.drafted_by', '!=', officer),
            ]),
          ]),
        );
      }
      if (regionsWithin) all.push(where('d.region', 'in', [...regionsWithin]));
      return where.and(all);
    });
}

/** How many documents match, by the region they belong to. */
export async function countDocumentRows(
  tx: ScopedTx,
  filters: DocumentFilters,
): Promise<{ region: string; count: number }[]> {
  return await filtered(tx, filters, undefined)
    .clearSelect()
    .select(['d.region', (eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('count')])
    .groupBy('d.region')
    .execute();
}

/** One page of the documents that match and the count of all. */
export async function listDocumentRows(
  tx: ScopedTx,
  page: ListPage,
  filters: DocumentFilters,
  regionsWithin: readonly string[] | undefined,
) {
  return await listPage(filtered(tx, filters, regionsWithin, 'in-turn'), page, {
    atOnce: filters.q ? filtered(tx, filters, regionsWithin) : undefined,
    sortable: {
      draftedAt: 'd.drafted_at',
      number: 'd.number',
      title: 'd.title',
      status: 'd.status',
      signedOn: 'd.signed_on',
    },
    filled: ['draftedAt', 'title', 'status'],
    initial: '-draftedAt',
    tieBreak: 'd.id',
    deep: true,
  });
}

/** All documents that match, for exports. */
export function allDocuments(
  tx: ScopedTx,
  filters: DocumentFilters,
  regionsWithin: readonly string[] | undefined,
) {
  return filtered(tx, filters, regionsWithin).orderBy('d.drafted_at').orderBy('d.id');
}

/** One page of the register of numbers. */
export async function listRegisterRows(
  tx: ScopedTx,
  query: z.output<NonNullable<typeof listRegister.query>>,
) {
  const rows = (reading: Reading) =>
    tables(tx)
      .selectFrom('document_register as r')
      .selectAll('r')
      .where((where) => {
        const all: Expression<SqlBool>[] = [];
        if (query.word) all.push(where('r.word', '=', query.word));
        if (query.year) all.push(where('r.year', '=', query.year));
        if (query.q) all.push(matches('r.search', query.q, reading));
        return where.and(all);
      });
  return await listPage(rows('in-turn'), query, {
    atOnce: query.q ? rows('at-once') : undefined,
    sortable: { takenAt: 'r.taken_at', number: 'r.seq' },
    filled: ['takenAt', 'number'],
    initial: '-takenAt',
    tieBreak: 'r.number',
  });
}

/** The template that the bureau put in place of the catalog's, if any. */
export async function activeTemplates(tx: ScopedTx, bureau: string) {
  return await tables(tx)
    .selectFrom('document_templates')
    .select(['form', 'sha256'])
    .where('bureau', '=', bureau)
    .where('active', '=', true)
    .execute();
}

/** Every template that a bureau put in, newest first. */
export async function templateRows(tx: ScopedTx, bureau: string) {
  return await tables(tx)
    .selectFrom('document_templates')
    .selectAll()
    .where('bureau', '=', bureau)
    .orderBy('uploaded_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

export async function insertTemplate(tx: ScopedTx, row: Insertable<DocumentTables['document_templates']>) {
  await tables(tx).insertInto('document_templates').values(row).execute();
}

/** Takes the bureau's template of a form out of use; the rows stay, documents name their file by hash. */
export async function retireTemplates(tx: ScopedTx, bureau: string, form: string) {
  await tables(tx)
    .updateTable('document_templates')
    .set({ active: false })
    .where('bureau', '=', bureau)
    .where('form', '=', form)
    .where('active', '=', true)
    .execute();
}

/** How many documents there are in all; for metrics. */
export async function countAllDocuments(tx: ScopedTx): Promise<number> {
  const { total } = await tables(tx)
    .selectFrom('documents')
    .select((count) => count.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return total;
}
