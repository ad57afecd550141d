import { endpoint } from '@wangjian/core/endpoint.ts';
import { Instant, listOf, RecordId } from '@wangjian/core/listing.ts';
import { z } from 'zod';

const Id = z.object({ id: RecordId });

/** A sealed file (WACZ) and how it came to be (电子证据). */
export const Evidence = z.object({
  id: RecordId,
  siteId: RecordId.nullable(),
  url: z.string(),
  title: z.string(),
  /** queued → sealing → sealed | failed; a failed one says why and may be tried again. */
  status: z.enum(['queued', 'sealing', 'sealed', 'failed']),
  failure: z.string().nullable(),
  fetchedAt: Instant,
  sealedAt: Instant.nullable(),
  sealedBy: z.string(),
  bytes: z.int().nullable(),
  sha256: z.string().nullable(),
  sm3: z.string().nullable(),
  hasScreenshot: z.boolean(),
  environment: z.record(z.string(), z.string()),
});
export type Evidence = z.infer<typeof Evidence>;

export const listEvidence = endpoint({
  method: 'GET',
  path: '/api/evidence',
  summary: '证据列表',
  access: 'evidence.read',
  query: z.object({
    siteId: RecordId.optional(),
    leadId: RecordId.optional(),
    findingId: RecordId.optional(),
  }),
  result: listOf(Evidence),
});
export const getEvidence = endpoint({
  method: 'GET',
  path: '/api/evidence/:id',
  summary: '证据详情',
  access: 'evidence.read',
  params: Id,
  result: Evidence,
});
export const downloadEvidence = endpoint({
  method: 'GET',
  path: '/api/evidence/:id/file',
  summary: '下载证据文件（WACZ）',
  access: 'evidence.read',
  params: Id,
});
export const evidenceScreenshot = endpoint({
  method: 'GET',
  path: '/api/evidence/:id/screenshot.png',
  summary: '网页截图',
  access: 'evidence.read',
  params: Id,
});
export const verifyEvidence = endpoint({
  method: 'POST',
  path: '/api/evidence/:id/verify',
  summary: '校验证据',
  access: 'evidence.read',
  params: Id,
  result: z.object({
    verdict: z.enum(['intact', 'tampered', 'incomplete']),
    checks: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: z.string() })),
  }),
});
export const retryEvidence = endpoint({
  method: 'POST',
  path: '/api/evidence/:id/retry',
  summary: '重新固定证据',
  access: 'evidence.capture',
  params: Id,
  result: Evidence,
});
