import { endpoint } from '@wangjian/core/endpoint.ts';
import {
  ChosenRecords,
  ExportFormat,
  Instant,
  ListQuery,
  listOf,
  manyOf,
  OneRecord,
  RecordId,
  Refused,
  RegionCode,
  Version,
} from '@wangjian/core/listing.ts';
import { z } from 'zod';

export const FindingLevel = z.enum(['violation', 'suspect']);
/** 待甄别 / 已确认 / 已排除 / 已并入. */
export const FindingStatus = z.enum(['pending', 'confirmed', 'rejected', 'merged']);
/** Why a finding is no violation; kept per rule, it makes the rule's precision (误报原因). */
export const REJECT_REASONS = [
  'lawful-wording',
  'not-advertising',
  'exempt',
  'wrong-subject',
  'wrong-jurisdiction',
  'duplicate',
  'page-changed',
  'not-enough',
  'other',
] as const;
export const RejectReason = z.enum(REJECT_REASONS);
export const Citation = z.object({
  law: z.string(),
  article: z.string(),
  version: z.string(),
  unverified: z.boolean(),
});

export const FindingItem = z.object({
  id: RecordId,
  rule: z.string(),
  ruleTitle: z.string(),
  ruleVersion: z.string(),
  violation: z.string(),
  violationName: z.string(),
  category: z.string(),
  categoryName: z.string(),
  level: FindingLevel,
  status: FindingStatus,
  term: z.string(),
  quote: z.string(),
  why: z.string(),
  url: z.string(),
  pageTitle: z.string(),
  siteId: RecordId,
  siteName: z.string(),
  region: RegionCode,
  regionName: z.string(),
  patrolId: RecordId.nullable(),
  leadId: RecordId.nullable(),
  evidenceId: RecordId.nullable(),
  /** How often the same text was met on this site (one shop, one text: one finding). */
  occurrences: z.int(),
  foundAt: Instant,
  lastSeenAt: Instant,
  version: Version,
});
export type FindingItem = z.infer<typeof FindingItem>;
export const FindingDetail = FindingItem.extend({
  articles: z.array(Citation),
  penaltyArticle: z.string().nullable(),
  fine: z.string().nullable(),
  penaltyUnverified: z.boolean(),
  /** The text around the term, with the term's place in it (UTF-16). */
  context: z.object({ text: z.string(), start: z.int(), end: z.int() }),
  pages: z.array(z.object({ url: z.string(), title: z.string(), at: Instant })),
  decidedBy: z.string().nullable(),
  decidedAt: Instant.nullable(),
  rejectReason: RejectReason.nullable(),
  note: z.string().nullable(),
  /** Of the newest ones that were judged; `newest` when there are older ones beside. */
  rulePrecision: z.object({ confirmed: z.int(), rejected: z.int(), newest: z.boolean() }),
  allowed: z.array(z.enum(['confirm', 'reject', 'merge', 'reopen'])),
});

const Filters = z.object({
  level: manyOf(FindingLevel),
  status: manyOf(FindingStatus),
  rule: z.string().max(80).optional(),
  violation: z.string().max(80).optional(),
  category: manyOf(z.string().max(8)),
  region: RegionCode.optional(),
  siteId: RecordId.optional(),
  patrolId: RecordId.optional(),
  leadId: RecordId.optional(),
  from: Instant.optional(),
  to: Instant.optional(),
});
export const listFindings = endpoint({
  method: 'GET',
  path: '/api/findings',
  summary: '监测发现列表',
  access: 'finding.read',
  query: ListQuery.extend(Filters.shape),
  result: listOf(FindingItem),
});
export const getFinding = endpoint({
  method: 'GET',
  path: '/api/findings/:id',
  summary: '监测发现详情',
  access: 'finding.read',
  params: OneRecord,
  result: FindingDetail,
});
const Outcome = z.object({
  done: z.array(z.object({ id: RecordId, leadId: RecordId.nullable() })),
  refused: Refused,
});
export const confirmFindings = endpoint({
  method: 'POST',
  path: '/api/findings/confirm',
  summary: '确认发现，转为线索',
  access: 'finding.triage',
  body: z.object({ findings: ChosenRecords, note: z.string().trim().max(500).default('') }),
  result: Outcome,
});
export const rejectFindings = endpoint({
  method: 'POST',
  path: '/api/findings/reject',
  summary: '排除发现',
  access: 'finding.triage',
  body: z.object({
    findings: ChosenRecords,
    reason: RejectReason,
    note: z.string().trim().max(500).default(''),
  }),
  result: Outcome,
});
export const mergeFindings = endpoint({
  method: 'POST',
  path: '/api/findings/merge',
  summary: '把几条发现并入一条',
  access: 'finding.triage',
  body: z.object({ into: RecordId, findings: ChosenRecords }),
  result: Outcome,
});
export const reopenFindings = endpoint({
  method: 'POST',
  path: '/api/findings/reopen',
  summary: '撤销甄别结论',
  access: 'finding.triage',
  body: z.object({ findings: ChosenRecords, reason: z.string().trim().min(2).max(200) }),
  result: Outcome,
});
export const exportFindings = endpoint({
  method: 'GET',
  path: '/api/findings/export',
  summary: '导出监测发现',
  access: 'data.export',
  query: ListQuery.extend(Filters.shape).extend({ format: ExportFormat }),
});

export const RuleItem = z.object({
  id: z.string(),
  title: z.string(),
  area: z.string(),
  version: z.string(),
  status: z.enum(['draft', 'shadow', 'active', 'retired']),
  level: FindingLevel,
  violation: z.string(),
  violationName: z.string(),
  categoryName: z.string(),
  articles: z.array(Citation),
  hits: z.int(),
  confirmed: z.int(),
  rejected: z.int(),
  rejectReasons: z.record(z.string(), z.int()),
});
export const listRules = endpoint({
  method: 'GET',
  path: '/api/rules',
  summary: '规则及其准确率',
  access: 'rule.read',
  result: z.object({ items: z.array(RuleItem) }),
});
/** Violation types of the catalog in force today: what a lead may name and what lists filter by. */
export const listViolations = endpoint({
  method: 'GET',
  path: '/api/violations',
  summary: '违法行为类型',
  access: 'session',
  result: z.object({
    items: z.array(
      z.object({ id: z.string(), name: z.string(), category: z.string(), categoryName: z.string() }),
    ),
  }),
});
export const FindingPolicy = z.object({
  /** A `violation` of an active rule opens a lead at once. */ openLeadAtOnce: z.boolean(),
  version: Version,
});
export const getFindingPolicy = endpoint({
  method: 'GET',
  path: '/api/finding-policy',
  summary: '发现的处置方式',
  access: 'rule.read',
  result: FindingPolicy,
});
export const saveFindingPolicy = endpoint({
  method: 'PUT',
  path: '/api/finding-policy',
  summary: '修改发现的处置方式',
  access: 'rule.configure',
  body: FindingPolicy,
  result: FindingPolicy,
});
/** Screening of a text that an officer pastes, with the same rules. */
export const screenText = endpoint({
  method: 'POST',
  path: '/api/screen',
  summary: '文本筛查',
  access: 'rule.read',
  body: z.object({
    text: z.string().min(1).max(200_000),
    kind: z.enum(['ad', 'terms', 'review', 'page']).default('page'),
  }),
  result: z.object({
    findings: z.array(
      z.object({
        rule: z.string(),
        ruleTitle: z.string(),
        violationName: z.string(),
        level: FindingLevel,
        start: z.int(),
        end: z.int(),
        term: z.string(),
        quote: z.string(),
        why: z.string(),
        articles: z.array(Citation),
      }),
    ),
  }),
});
