import { endpoint } from '@wangjian/core/endpoint.ts';
import {
  ExportFormat,
  ListQuery,
  listOf,
  manyOf,
  OneRecord,
  RecordId,
  RegionCode,
  Version,
} from '@wangjian/core/listing.ts';
import { z } from 'zod';
import { InspectionDetail, Rectification, RectificationStatus } from '../records.ts';

const Reason = z.string().trim().min(2).max(500);

export const recheckInspection = endpoint({
  method: 'POST',
  path: '/api/inspections/:id/recheck',
  summary: '复查整改：派监测去看网页是否改正',
  access: 'inspection.write',
  params: OneRecord,
  body: z.object({ key: z.string().max(60) }),
  result: InspectionDetail,
});
export const confirmRectification = endpoint({
  method: 'POST',
  path: '/api/rectifications/:id/confirm',
  summary: '确认整改到位（要有整改前后的证据）',
  access: 'inspection.write',
  params: OneRecord,
  body: z.object({ attachmentId: RecordId, words: Reason, version: Version }),
  result: InspectionDetail,
});
export const dropRectification = endpoint({
  method: 'POST',
  path: '/api/rectifications/:id/drop',
  summary: '撤销一项整改',
  access: 'inspection.write',
  params: OneRecord,
  body: z.object({ reason: Reason, version: Version }),
  result: InspectionDetail,
});
export const RectificationItem = Rectification.extend({ number: z.string(), subject: z.string() });
export type RectificationItem = z.infer<typeof RectificationItem>;
const Filters = z.object({
  status: manyOf(RectificationStatus),
  overdue: z.literal('true').optional(),
  region: RegionCode.optional(),
});
export const exportRectifications = endpoint({
  method: 'GET',
  path: '/api/rectifications/export',
  summary: '导出整改',
  access: 'data.export',
  query: ListQuery.extend(Filters.shape).extend({ format: ExportFormat }),
});
export const listRectifications = endpoint({
  method: 'GET',
  path: '/api/rectifications',
  summary: '整改列表',
  access: 'inspection.read',
  query: ListQuery.extend(Filters.shape),
  result: listOf(RectificationItem),
});
