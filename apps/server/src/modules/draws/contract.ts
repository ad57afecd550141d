import { endpoint } from '@wangjian/core/endpoint.ts';
import {
  ExportFormat,
  Instant,
  ListQuery,
  listOf,
  manyOf,
  OneRecord,
  RecordId,
  RegionCode,
  Version,
} from '@wangjian/core/listing.ts';
import { BUSINESS_FORMS, SITE_KINDS } from '@wangjian/core/site.ts';
import { z } from 'zod';

const Day = z.iso.date();
const Side = z.enum(['online', 'on-site']);
const Grade = z.enum(['A', 'B', 'C', 'D']);
/** Share of a class in per mille: 30 is 3 %. */
const Rate = z.int().min(0).max(1000);
const Rates = z.object({ A: Rate, B: Rate, C: Rate, D: Rate });

/** 已抽取 / 任务已下达 / 结果已公示. */
export const DrawStatus = z.enum(['drawn', 'assigned', 'published']);
export const DrawItem = z.object({
  id: RecordId,
  name: z.string(),
  status: DrawStatus,
  region: RegionCode,
  regionName: z.string(),
  /** What anybody needs to replay it: the procedure (random-draw.ts) and the seed. */
  algorithm: z.string(),
  seed: z.string(),
  seedKind: z.enum(['random', 'public']),
  seedNote: z.string(),
  rates: Rates,
  drawn: z.int(),
  sides: z.array(Side),
  dueOn: Day.nullable(),
  drawnAt: Instant,
  drawnBy: z.string(),
  publishedOn: Day.nullable(),
  version: Version,
});
export type DrawItem = z.infer<typeof DrawItem>;
export const DrawDetail = DrawItem.extend({
  objects: z.int(),
  /** Objects without a risk class, treated as B. */
  ungraded: z.int(),
  officers: z.array(z.object({ id: RecordId, name: z.string(), recused: z.int() })),
  results: z.array(
    z.object({
      siteId: RecordId,
      name: z.string(),
      grade: Grade,
      graded: z.boolean(),
      officers: z.array(z.string()),
      inspectionId: RecordId.nullable(),
      outcome: z.string().nullable(),
      outcomeWords: z.string().nullable(),
      finishedOn: Day.nullable(),
    }),
  ),
  allowed: z.array(z.enum(['assign', 'publish'])),
});
export type DrawDetail = z.infer<typeof DrawDetail>;

export const makeDraw = endpoint({
  method: 'POST',
  path: '/api/draws',
  summary: '双随机：抽取检查对象和检查人员',
  access: 'inspection.draw',
  body: z.object({
    name: z.string().trim().min(2).max(80),
    region: RegionCode,
    kind: manyOf(z.enum(SITE_KINDS)),
    form: manyOf(z.enum(BUSINESS_FORMS)),
    rates: Rates,
    officerIds: z.array(RecordId).min(2).max(500),
    /** 回避: this officer does not go to this object. */
    recusals: z
      .array(z.object({ officerId: RecordId, siteId: RecordId }))
      .max(5000)
      .default([]),
    sides: z.array(Side).min(1).max(2),
    dueOn: Day.nullish(),
    /** A number that anybody can look up; by default the platform makes one of 32 random bytes. */
    publicSeed: z.string().trim().min(4).max(200).optional(),
    seedNote: z.string().trim().max(200).default(''),
    key: z.string().max(60),
  }),
  result: DrawDetail,
});
export const listDraws = endpoint({
  method: 'GET',
  path: '/api/draws',
  summary: '双随机抽查列表',
  access: 'inspection.read',
  query: ListQuery,
  result: listOf(DrawItem),
});
export const getDraw = endpoint({
  method: 'GET',
  path: '/api/draws/:id',
  summary: '双随机抽查详情',
  access: 'inspection.read',
  params: OneRecord,
  result: DrawDetail,
});
export const replayDraw = endpoint({
  method: 'POST',
  path: '/api/draws/:id/replay',
  summary: '复核：用记录的种子重新抽取并比对',
  access: 'inspection.read',
  params: OneRecord,
  result: z.object({ same: z.boolean(), drawn: z.int() }),
});
export const assignDraw = endpoint({
  method: 'POST',
  path: '/api/draws/:id/assign',
  summary: '下达检查任务',
  access: 'inspection.draw',
  params: OneRecord,
  body: z.object({ version: Version }),
  result: DrawDetail,
});
export const publishDraw = endpoint({
  method: 'POST',
  path: '/api/draws/:id/publish',
  summary: '公示抽查结果',
  access: 'inspection.draw',
  params: OneRecord,
  body: z.object({ version: Version }),
  result: DrawDetail,
});
export const exportDraw = endpoint({
  method: 'GET',
  path: '/api/draws/export',
  summary: '导出抽查结果公示名单',
  access: 'data.export',
  query: z.object({ drawId: RecordId, format: ExportFormat }),
});
