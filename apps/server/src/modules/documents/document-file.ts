import { buffer } from 'node:stream/consumers';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import type { ReadContext } from '../../platform/use-case.ts';
import { agencyOf } from './agency.ts';
import { type Form, formBook } from './form-book.ts';
import type { SystemValues } from './form-file.ts';
import { dateInWords, renderDocument } from './render.ts';
import { attachmentsOf, type DocumentEventRow, type DocumentRow, documentEvents } from './store.ts';

type Reading = Pick<ReadContext, 'tx' | 'files' | 'regions'>;

/**
 * The document as .docx. Once signed it is the frozen file, byte for byte; a draft is rendered as it stands; the copy
 * for publication is rendered from what was frozen, with personal data masked by the form's marks.
 */
export async function documentFile(
  context: Reading,
  row: DocumentRow,
  copy: 'original' | 'public',
): Promise<Buffer> {
  const { tx, files } = context;
  if (copy === 'original' && row.file_sha256 !== null) return await buffer(await files.read(row.file_sha256));
  const system = row.system ?? systemValues(context, row, await documentEvents(tx, row.id));
  return await render(context, row, system, copy);
}

/** Renders with the template that was frozen with the draft. */
export async function render(
  context: Pick<Reading, 'tx' | 'files'>,
  row: DocumentRow,
  system: SystemValues,
  copy: 'original' | 'public' = 'original',
): Promise<Buffer> {
  const template = await buffer(await context.files.read(row.template_sha256));
  const pictures = await picturesOf(context, row);
  return renderDocument(formOf(row), template, row.values, system, {
    copy,
    pictures,
    persons: row.persons,
  });
}

/** The pictures that its values name. Only what is attached to the document itself is read: a hash opens nothing else. */
async function picturesOf(
  { tx, files }: Pick<Reading, 'tx' | 'files'>,
  row: DocumentRow,
): Promise<ReadonlyMap<string, Buffer>> {
  const named = new Set(
    formOf(row).fields.flatMap(({ id, columns }) => {
      const of = columns?.filter(({ kind }) => kind === 'picture') ?? [];
      const rows = Array.isArray(row.values[id]) ? (row.values[id] as Record<string, unknown>[]) : [];
      return rows.flatMap((cells) => of.map((column) => cells[column.id]));
    }),
  );
  const pictures = new Map<string, Buffer>();
  if (named.size === 0) return pictures;
  for (const { sha256 } of await attachmentsOf(tx, row.id))
    if (named.has(sha256)) pictures.set(sha256, await buffer(await files.read(sha256)));
  return pictures;
}

/** The form of a document; one that left the catalog can no longer be rendered. */
export function formOf(row: Pick<DocumentRow, 'form'>): Form {
  return formBook().get(row.form);
}

/** What the platform fills in, from the course of the document as far as it has come. */
export function systemValues(
  { regions }: Pick<Reading, 'regions'>,
  row: DocumentRow,
  events: readonly DocumentEventRow[],
): SystemValues {
  const day = (event: DocumentEventRow | undefined) => event && dateInWords(dayInChina(event.at));
  // Only what happened since the last submission counts: an approval before a return is void.
  const submitted = events.findLastIndex(({ action }) => action === 'submit');
  const since = submitted < 0 ? [] : events.slice(submitted);
  const last = (action: string) => since.findLast((event) => event.action === action);
  const drafted = events[0];
  const [reviewed, legal, signed] = [last('approve'), last('legal-approve'), last('sign')];
  const values: Record<string, string | null | undefined> = {
    文号: row.number,
    机关名称: agencyOf(regions, row.issuer ?? row.region).name,
    成文日期: row.signed_on === null ? undefined : dateInWords(row.signed_on),
    拟稿人: row.drafted_by_name,
    拟稿日期: day(drafted),
    拟稿机构: drafted?.org_name,
    审核人: reviewed?.officer_name,
    审核意见: reviewed?.opinion,
    审核日期: day(reviewed),
    法制审核人: legal?.officer_name,
    法制审核意见: legal?.opinion,
    法制审核日期: day(legal),
    签发人: signed?.officer_name,
    签发意见: signed?.opinion,
    签发日期: day(signed),
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value)) as SystemValues;
}

/** A form of the catalog filled in as a .docx of its own, without a register entry: tables, prints of records. */
export function fillForm(form: string, values: DocumentRow['values']): Buffer {
  const { template, ...file } = formBook().get(form);
  return renderDocument(file, template, values, {} as SystemValues, { copy: 'original' });
}
