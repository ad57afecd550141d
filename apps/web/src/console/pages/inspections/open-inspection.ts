import { createInspection } from '@wangjian/server/modules/inspections/contract.ts';
import { ApiError } from '../../../api/api-error.ts';
import { call } from '../../../api/call.ts';
import { fieldChanged } from '../../offline/field-changes.ts';
import { type NewInspection, storeHere } from '../../offline/field-db.ts';
import type { Side } from './inspection-words.ts';

/** What an officer wants to inspect. */
export interface Wanted {
  readonly subject: string;
  readonly region: string;
  readonly siteId?: string;
  readonly uscc?: string;
  readonly place?: string;
  readonly sides: Side[];
  readonly dueOn?: string;
  readonly why?: string;
}

/** Opens an inspection: on the server while it can be reached, else on this device until it can. */
export async function openInspection(
  id: string,
  officerId: string,
  wanted: Wanted,
  leadId: string | undefined,
): Promise<void> {
  const create: NewInspection = {
    id,
    subject: wanted.subject,
    region: wanted.region,
    siteId: wanted.siteId,
    leadId,
    place: wanted.place,
    sides: wanted.sides,
    begunAt: new Date().toISOString(),
  };
  const answer = await call(createInspection, {
    body: { ...create, uscc: wanted.uscc, dueOn: wanted.dueOn, why: wanted.why },
  }).catch((error: unknown) => {
    if (error instanceof ApiError && error.code === 'offline') return null;
    throw error;
  });
  await storeHere('records', {
    id,
    officerId,
    subject: wanted.subject,
    detail: answer,
    create: answer === null ? create : null,
    drafts: {},
    sending: null,
    records: [],
    problem: null,
    refusedSide: null,
    notice: null,
    savedAt: new Date().toISOString(),
  });
  fieldChanged();
}
