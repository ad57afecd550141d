import { DOCUMENT_STATUS_NAMES } from '@wangjian/core/document.ts';
import type { RegionTree } from '@wangjian/core/regions.ts';
import type { z } from 'zod';
import { type Actor, may } from '../../platform/actor.ts';
import type { ReadContext } from '../../platform/use-case.ts';
import type * as contract from './contract.ts';
import type { DocumentAction, DocumentDetail, DocumentView, FormView } from './contract.ts';
import { formOf } from './document-file.ts';
import { type Form, formBook } from './form-book.ts';
import { allowedActions, DOCUMENT_ACTION_NAMES } from './lifecycle.ts';
import { maskedValues } from './render.ts';
import {
  attachmentsOf,
  type DocumentEventRow,
  type DocumentRow,
  documentEvents,
  documentRowsOf,
  getDocumentRow,
  servicesOf,
} from './store.ts';
import { missingFields } from './values.ts';

/** A document as lists show it. */
export function presentDocument(row: DocumentRow, regions: RegionTree): DocumentView {
  const form = formBook().find(row.form);
  return {
    id: row.id,
    on: row.on_id,
    form: row.form,
    formName: form?.name ?? row.form,
    title: row.title,
    status: row.status,
    statusName: DOCUMENT_STATUS_NAMES[row.status],
    number: row.number,
    copy: form?.copy ?? '副卷',
    layout: form?.layout ?? '未核对',
    region: row.region,
    regionName: regions.find(row.region)?.name ?? row.region,
    draftedBy: row.drafted_by_name,
    draftedAt: row.drafted_at.toISOString(),
    signedBy: row.signed_by_name,
    signedOn: row.signed_on,
    servedOn: row.served_on,
    returned: row.returned,
    version: row.version,
  };
}

/** Documents of each record, oldest first, without thrown-away drafts; records without any are missing in the map. */
export async function documentsOf(
  { tx, regions }: Pick<ReadContext, 'tx' | 'regions'>,
  recordIds: readonly string[],
): Promise<Map<string, DocumentView[]>> {
  const views = new Map<string, DocumentView[]>();
  for (const row of await documentRowsOf(tx, recordIds)) {
    const on = row.on_id!;
    views.set(on, [...(views.get(on) ?? []), presentDocument(row, regions)]);
  }
  return views;
}

/** A form as the console shows it. */
export function presentForm(form: Form, ownTemplate: string | undefined): FormView {
  const { id, name, kind, group, approval, copy, served, publishable, basis, layout, layoutSource } = form;
  return {
    ...{ id, name, kind, group, approval, copy, served, publishable, basis, layout, layoutSource },
    fields: form.fields,
    numbered: form.number !== undefined,
    template: ownTemplate ?? form.templateSha256,
    ownTemplate: ownTemplate !== undefined,
  };
}

const PERMISSION_OF: Record<DocumentAction, 'document.write' | 'document.approve' | 'case.review'> = {
  edit: 'document.write',
  submit: 'document.write',
  discard: 'document.write',
  withdraw: 'document.write',
  serve: 'document.write',
  attach: 'document.write',
  approve: 'document.approve',
  return: 'document.approve',
  sign: 'document.approve',
  void: 'document.approve',
  'legal-approve': 'case.review',
  'legal-return': 'case.review',
};
const DECISIONS: readonly DocumentAction[] = ['approve', 'return', 'sign', 'legal-approve', 'legal-return'];

/** What this reader may do with the document now: the buttons of its page. */
function allowedTo(actor: Actor, row: DocumentRow): DocumentAction[] {
  const form = formOf(row);
  const own = actor.id === row.drafted_by || actor.id === row.submitted_by;
  return allowedActions(row.status, form).filter((action) => {
    if (!may(actor, PERMISSION_OF[action])) return false;
    if (action === 'withdraw') return own;
    if (!DECISIONS.includes(action)) return true;
    return !own && !(action === 'sign' && form.twoPeople && actor.id === row.reviewed_by);
  });
}

const STEP_NAMES = { draft: '拟稿', review: '审核', legal: '法制审核', sign: '签发', serve: '送达' } as const;
const STEP_ACTION = {
  draft: 'draft',
  review: 'approve',
  legal: 'legal-approve',
  sign: 'sign',
  serve: 'serve',
} as const;

function stepsOf(row: DocumentRow, form: Form, events: readonly DocumentEventRow[]): DocumentDetail['steps'] {
  const names = ['draft' as const, ...form.approval, ...(form.served ? ['serve' as const] : [])];
  const ended = row.status === 'void' || row.status === 'discarded';
  const at =
    row.status === 'served'
      ? names.length
      : row.status === 'signed'
        ? form.approval.length + 1
        : names.indexOf(row.status as (typeof names)[number]);
  const submitted = events.findLastIndex(({ action }) => action === 'submit');
  return names.map((step, index) => {
    const since = step === 'draft' ? events : events.slice(Math.max(submitted, 0));
    const event =
      index < at || ended ? since.findLast(({ action }) => action === STEP_ACTION[step]) : undefined;
    return {
      step,
      name: STEP_NAMES[step],
      state: index < at || (ended && event) ? 'done' : index === at && !ended ? 'now' : 'ahead',
      who: event?.officer_name ?? null,
      at: event?.at.toISOString() ?? null,
      opinion: event?.opinion ?? null,
    };
  });
}

/** The document with all that its page shows. */
export async function documentDetail(
  { tx, regions, actor }: Pick<ReadContext, 'tx' | 'regions' | 'actor'>,
  id: string,
): Promise<z.input<typeof contract.DocumentDetail>> {
  const row = await getDocumentRow(tx, id);
  const form = formOf(row);
  const events = await documentEvents(tx, id);
  const allowed = allowedTo(actor, row);
  return {
    ...presentDocument(row, regions),
    form: presentForm(form, row.template_sha256 === form.templateSha256 ? undefined : row.template_sha256),
    // Whoever writes it needs the words; everybody else opens the file, which is audited.
    values: allowed.includes('edit') ? row.values : maskedValues(form.fields, row.values),
    missing: missingFields(form, row.values),
    steps: stepsOf(row, form, events),
    timeline: events.map((event) => ({
      at: event.at.toISOString(),
      who: event.officer_name,
      org: event.org_name,
      action: event.action,
      actionName: DOCUMENT_ACTION_NAMES[event.action as DocumentAction] ?? event.action,
      opinion: event.opinion,
    })),
    services: (await servicesOf(tx, id)).map((service) => ({
      id: service.id,
      manner: service.manner,
      recipient: service.recipient,
      place: service.place,
      servedOn: service.served_on,
      effectiveOn: service.effective_on,
      officers: service.officers,
      note: service.note,
      receipt:
        service.receipt_name === null
          ? null
          : { name: service.receipt_name, bytes: Number(service.receipt_bytes) },
    })),
    attachments: (await attachmentsOf(tx, id)).map((attachment) => ({
      id: attachment.id,
      name: attachment.name,
      bytes: attachment.bytes,
      sha256: attachment.sha256,
      by: attachment.added_by_name,
      at: attachment.added_at.toISOString(),
    })),
    sha256: row.file_sha256,
    allowed,
    voidReason: row.void_reason,
  };
}
