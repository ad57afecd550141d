import { AppError } from '@wangjian/core/errors.ts';
import { parseId } from '@wangjian/core/ids.ts';
import type { WriteContext } from '../../platform/use-case.ts';
import { issuerOf } from './agency.ts';
import type { DocumentAction, DocumentValues } from './contract.ts';
import { formBook } from './form-book.ts';
import type { KnownPerson } from './render.ts';
import {
  activeTemplates,
  attachmentsOf,
  type DocumentRow,
  documentOfKey,
  insertAttachment,
  insertDocument,
  insertDocumentEvent,
} from './store.ts';
import { checkValues } from './values.ts';

/** A file of the store that becomes an attachment of a document. */
export interface AttachedFile {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
}

export interface NewDocument {
  readonly bureau: string;
  readonly region: string;
  /** The record that it belongs to; null for a free document. */
  readonly on: string | null;
  /** A folder of `catalog/forms`. */
  readonly form: string;
  /** The form's name with the record's title, unless given. */
  readonly title?: string | undefined;
  readonly values: DocumentValues;
  /** Persons of the record, hidden in the copy for publication wherever the document names them. */
  readonly persons?: readonly KnownPerson[] | undefined;
  /** Files that go with it, already in the file store: pictures that its values name by their hash, annexes. */
  readonly attachments?: readonly AttachedFile[] | undefined;
  /** Makes a repeated call harmless: the same key in a bureau gives the document that it made first. */
  readonly key?: string | undefined;
}

/**
 * Drafts a document in state 拟稿 and returns its id. The template in use now is frozen with it. Fields that are not
 * given start with the form's `initial` and are filled in on the document's page.
 */
export async function draftDocument(context: WriteContext, document: NewDocument): Promise<string> {
  const { tx, actor, clock, files, newId } = context;
  const { bureau, region, on, key } = document;
  const form = formBook().get(document.form);
  if (on !== null && parseId(on)?.bureau !== bureau)
    throw new AppError('invalid_input', '文书应与所属记录在同一单位');
  checkValues(form, document.values);
  if (key !== undefined) {
    const earlier = await documentOfKey(tx, bureau, key);
    if (earlier) return earlier.id;
  }
  const initial = Object.fromEntries(
    form.fields.flatMap(({ id, initial: start }) => (start === undefined ? [] : [[id, start]])),
  );
  const own = (await activeTemplates(tx, bureau)).find((template) => template.form === form.id);
  const id = newId('document', bureau);
  await insertDocument(tx, {
    bureau,
    id,
    region,
    on_id: on,
    form: form.id,
    template_sha256: own?.sha256 ?? (await files.put(form.template)).sha256,
    title: document.title ?? form.name,
    status: 'draft',
    values: { ...initial, ...document.values },
    persons: JSON.stringify(document.persons ?? []),
    number: null,
    org_id: actor.kind === 'officer' ? actor.orgId : null,
    issuer: issuerOf(actor, region),
    drafted_by: actor.id,
    drafted_by_name: actor.name,
    drafted_at: clock.now(),
    submitted_by: null,
    reviewed_by: null,
    returned: null,
    signed_by: null,
    signed_by_name: null,
    signed_on: null,
    served_on: null,
    file_sha256: null,
    system: null,
    void_reason: null,
    idempotency_key: key ?? null,
  });
  await attachFiles(context, { bureau, id, region }, document.attachments ?? []);
  await writeDocumentEvent(context, { bureau, id, region }, 'draft', null);
  return id;
}

/** Attaches files to a document; one that it has already is not attached twice. */
export async function attachFiles(
  { tx, actor, clock, newId }: WriteContext,
  { bureau, id, region }: Pick<DocumentRow, 'bureau' | 'id' | 'region'>,
  attachments: readonly AttachedFile[],
): Promise<void> {
  const known = new Set((await attachmentsOf(tx, id)).map(({ sha256 }) => sha256));
  for (const file of attachments) {
    if (known.has(file.sha256)) continue;
    known.add(file.sha256);
    await insertAttachment(tx, {
      ...{ bureau, region, document_id: id, id: newId('attachment', bureau) },
      ...file,
      added_by: actor.id,
      added_by_name: actor.name,
      added_at: clock.now(),
    });
  }
}

/** One line of the document's course. */
export async function writeDocumentEvent(
  { tx, actor, clock, newId }: WriteContext,
  document: Pick<DocumentRow, 'bureau' | 'id' | 'region'>,
  action: DocumentAction | 'draft',
  opinion: string | null,
): Promise<void> {
  await insertDocumentEvent(tx, {
    bureau: document.bureau,
    id: newId('event', document.bureau),
    region: document.region,
    document_id: document.id,
    at: clock.now(),
    officer_id: actor.kind === 'officer' ? actor.id : null,
    officer_name: actor.name,
    org_name: actor.orgName,
    action,
    opinion,
  });
}
