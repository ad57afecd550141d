import { endpoint } from '@wangjian/core/endpoint.ts';
import { RecordId } from '@wangjian/core/listing.ts';
import { z } from 'zod';

const Day = z.iso.date();
const Month = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, '应写作 2026-10');
export const getDuty = endpoint({
  method: 'GET',
  path: '/api/inspection-duty',
  summary: '各单位每月线上检查情况',
  access: 'inspection.read',
  query: z.object({ month: Month }),
  result: z.object({
    month: z.string(),
    from: Day,
    until: Day,
    over: z.boolean(),
    /** Whether the reader's unit stands above those listed and may name them in a circular. */
    mayNotify: z.boolean(),
    items: z.array(
      z.object({
        orgId: RecordId,
        name: z.string(),
        level: z.enum(['county', 'section']),
        online: z.int(),
        onSite: z.int(),
        last: Day.nullable(),
        done: z.boolean(),
      }),
    ),
  }),
});
export const draftDutyNotice = endpoint({
  method: 'POST',
  path: '/api/inspection-duty/notice',
  summary: '拟制未开展线上检查单位的通报',
  access: 'document.write',
  body: z.object({ month: Month, orgIds: z.array(RecordId).max(500).optional() }),
  result: z.object({ documentId: RecordId, units: z.int() }),
});
