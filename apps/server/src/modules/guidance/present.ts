import { maskPhone } from '@wangjian/core/personal-data.ts';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import type { RegionTree } from '@wangjian/core/regions.ts';
import type { z } from 'zod';
import { may } from '../../platform/actor.ts';
import type { ReadContext } from '../../platform/use-case.ts';
import { documentsOf } from '../documents/service.ts';
import { evidenceIdsOf } from '../evidence/service.ts';
import { addressShown } from '../registry/service.ts';
import type * as contract from './contract.ts';
import { allowedActions, GUIDANCE_ACTION_NAMES } from './lifecycle.ts';
import { recheckOf } from './recheck.ts';
import { answersOf, earlierGuidances, type GuidanceRow, getGuidanceRow, guidanceEvents } from './store.ts';
import { suggestHandling } from './suggest.ts';

/** A guidance as lists show it. */
export function presentGuidance(row: GuidanceRow, regions: RegionTree): contract.GuidanceItem {
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    status: row.status,
    party: row.party,
    uscc: row.uscc,
    region: row.region,
    regionName: regions.find(row.region)?.name ?? row.region,
    siteId: row.site_id,
    leadId: row.lead_id,
    number: row.number,
    dueOn: row.due_on,
    servedOn: row.served_on,
    answeredAt: row.answered_at?.toISOString() ?? null,
    answers: row.answers,
    result: row.result,
    closedOn: row.closed_on,
    openedAt: row.opened_at.toISOString(),
    openedBy: row.officer_name,
    version: row.version,
  };
}

/** Where the guidance's document stands; `discarded` also where it was thrown away. */
export async function documentState(
  context: Pick<ReadContext, 'tx' | 'regions'>,
  row: GuidanceRow,
): Promise<string | undefined> {
  if (row.document_id === null) return undefined;
  const documents = (await documentsOf(context, [row.id])).get(row.id) ?? [];
  return documents.find(({ id }) => id === row.document_id)?.status ?? 'discarded';
}

/** The guidance with all that its page shows; telephone numbers and addresses of natural persons are masked. */
export async function guidanceDetail(
  context: Pick<ReadContext, 'tx' | 'regions' | 'actor' | 'clock'>,
  id: string,
): Promise<z.input<typeof contract.GuidanceDetail>> {
  const { tx, regions, actor, clock } = context;
  const row = await getGuidanceRow(tx, id);
  const answers = await answersOf(tx, id);
  const recheck = await recheckOf(context, row);
  const evidence = await evidenceIdsOf(tx, id);
  const today = dayInChina(clock.now());
  const writes = may(actor, 'guidance.write');
  const state = row.status === 'draft' ? await documentState(context, row) : undefined;
  const redraft = state === 'void' || state === 'discarded';
  return {
    ...presentGuidance(row, regions),
    form: {
      ...row.form,
      phone: row.form.phone ? maskPhone(row.form.phone) : null,
      address: addressShown(row.form.address ?? null, row.party, row.uscc),
    },
    documentId: row.document_id,
    recordDocumentId: row.record_document_id,
    evidenceBefore: evidence.filter((one) => !row.evidence_after.includes(one)),
    evidenceAfter: row.evidence_after,
    answerList: answers.map((answer) => ({
      id: answer.id,
      kind: answer.kind,
      text: answer.text,
      by: answer.by_name,
      contact: answer.contact === null ? null : maskPhone(answer.contact),
      at: answer.at.toISOString(),
      forParty: answer.for_party,
      files: answer.files.map((file) => ({
        id: file.id,
        name: file.name,
        bytes: Number(file.bytes),
        picture: file.type.startsWith('image/'),
      })),
    })),
    answerOpen: answerIsOpen(row, today),
    answerExpiresOn: row.code_expires_on,
    recheck,
    advice: suggestHandling({
      violations: row.form.violations,
      earlier: await earlierGuidances(tx, row),
      corrected:
        recheck !== null && recheck.stillFound > 0
          ? 'still-found'
          : answers.some(({ kind }) => kind === 'corrected') ||
            ((recheck?.state === 'read' || recheck?.state === 'gone') && recheck.stillFound === 0),
    }),
    timeline: (await guidanceEvents(tx, id)).map((event) => ({
      at: event.at.toISOString(),
      who: event.officer_name,
      org: event.org_name,
      action: event.action,
      actionName: GUIDANCE_ACTION_NAMES[event.action as keyof typeof GUIDANCE_ACTION_NAMES] ?? event.action,
      opinion: event.opinion,
    })),
    allowed: writes
      ? allowedActions(row.status, row.kind).filter((action) => action !== 'redraft' || redraft)
      : [],
  };
}

/** Whether the party's code opens the guidance today: after service, not past its last day, not when it is over. */
export function answerIsOpen(
  row: Pick<GuidanceRow, 'code_hash' | 'code_expires_on' | 'served_on' | 'status'>,
  today: string,
): boolean {
  return (
    row.code_hash !== null &&
    row.served_on !== null &&
    row.code_expires_on !== null &&
    today <= row.code_expires_on &&
    (row.status === 'waiting' || row.status === 'answered' || row.status === 'rechecking')
  );
}
