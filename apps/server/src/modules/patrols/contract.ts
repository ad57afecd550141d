import { endpoint } from '@wangjian/core/endpoint.ts';
import { Instant, ListQuery, listOf, manyOf, RecordId, RegionCode } from '@wangjian/core/listing.ts';
import { BUSINESS_FORMS, SITE_KINDS } from '@wangjian/core/site.ts';
import { z } from 'zod';

const Id = z.object({ id: RecordId });
/** 排队 / 进行中 / 已完成 / 已停止. */
export const PatrolStatus = z.enum(['queued', 'running', 'finished', 'stopped']);

export const Patrol = z.object({
  id: RecordId,
  name: z.string(),
  status: PatrolStatus,
  createdBy: z.string(),
  createdAt: Instant,
  startedAt: Instant.nullable(),
  finishedAt: Instant.nullable(),
  region: RegionCode,
  regionName: z.string(),
  sites: z.int(),
  sitesDone: z.int(),
  sitesFailed: z.int(),
  pages: z.int(),
  bytes: z.int(),
  findings: z.int(),
  leads: z.int(),
  maxPages: z.int(),
  /** Pages per second over the last ten seconds while it runs, over the whole run afterwards. */
  pagesPerSecond: z.number(),
  version: z.int(),
});
export type Patrol = z.infer<typeof Patrol>;

export const PatrolSite = z.object({
  id: RecordId,
  siteId: RecordId.nullable(),
  seed: z.string(),
  host: z.string(),
  siteName: z.string().nullable(),
  kind: z.enum(SITE_KINDS).nullable(),
  status: z.enum(['queued', 'running', 'done', 'failed', 'skipped']),
  pages: z.int(),
  findings: z.int(),
  /** Why a site could not be read, in Chinese. */
  problem: z.string().nullable(),
  startedAt: Instant.nullable(),
  finishedAt: Instant.nullable(),
});

export const previewSeeds = endpoint({
  method: 'POST',
  path: '/api/patrols/preview',
  summary: '检查粘贴的网址',
  access: 'patrol.run',
  body: z.object({ text: z.string().max(2_000_000) }),
  result: z.object({
    good: z.int(),
    duplicates: z.int(),
    sample: z.array(z.string()),
    problems: z.array(z.object({ line: z.int(), text: z.string(), message: z.string() })),
  }),
});
export const startPatrol = endpoint({
  method: 'POST',
  path: '/api/patrols',
  summary: '发起监测',
  access: 'patrol.run',
  body: z.object({
    name: z.string().trim().min(1).max(80),
    region: RegionCode.optional(),
    maxPages: z.int().min(1).max(500).default(30),
    /** Either pasted addresses (one a line; a file is read by the browser into the same text) or a choice from the register. */
    seeds: z.string().max(2_000_000).optional(),
    select: z
      .object({
        siteIds: z.array(RecordId).max(5000).optional(),
        kind: z.array(z.enum(SITE_KINDS)).optional(),
        form: z.array(z.enum(BUSINESS_FORMS)).optional(),
        region: RegionCode.optional(),
      })
      .optional(),
    /** Sent again after a lost answer, the same key starts nothing twice. */
    key: z.string().max(60).optional(),
  }),
  result: Patrol,
});
export const listPatrols = endpoint({
  method: 'GET',
  path: '/api/patrols',
  summary: '监测列表',
  access: 'patrol.read',
  query: ListQuery.extend({ status: manyOf(PatrolStatus) }),
  result: listOf(Patrol),
});
export const getPatrol = endpoint({
  method: 'GET',
  path: '/api/patrols/:id',
  summary: '监测详情',
  access: 'patrol.read',
  params: Id,
  result: Patrol,
});
export const listPatrolSites = endpoint({
  method: 'GET',
  path: '/api/patrols/:id/sites',
  summary: '监测的各网站',
  access: 'patrol.read',
  params: Id,
  query: ListQuery.extend({ status: manyOf(PatrolSite.shape.status) }),
  result: listOf(PatrolSite),
});
export const stopPatrol = endpoint({
  method: 'POST',
  path: '/api/patrols/:id/stop',
  summary: '停止监测',
  access: 'patrol.run',
  params: Id,
  result: Patrol,
});
export const resumePatrol = endpoint({
  method: 'POST',
  path: '/api/patrols/:id/resume',
  summary: '继续监测',
  access: 'patrol.run',
  params: Id,
  result: Patrol,
});
/** Server-sent events: `event: patrol` with a Patrol as data, about once a second while it runs, then `event: end`. */
export const patrolEvents = endpoint({
  method: 'GET',
  path: '/api/patrols/:id/events',
  summary: '监测进度（事件流）',
  access: 'patrol.read',
  params: Id,
});
