import {
  LEAD_CHECK_WAYS,
  LEAD_RESULTS,
  LEAD_RETURN_REASONS,
  LEAD_SOURCES,
  LEAD_STATUSES,
} from '@wangjian/core/lead.ts';
import { Instant, RecordId, RegionCode, Version } from '@wangjian/core/listing.ts';
import { unmasked } from '@wangjian/core/personal-data.ts';
import { TimelineEntry } from '@wangjian/core/timeline-entry.ts';
import { z } from 'zod';
import { DeadlineView } from '../deadlines/contract.ts';

export const LeadStatus = z.enum(LEAD_STATUSES);
export const LeadSource = z.enum(LEAD_SOURCES);
export const ReturnReason = z.enum(LEAD_RETURN_REASONS);
export const Result = z.enum(LEAD_RESULTS);
/** An action of the table in lifecycle.ts. */
const Action = z.string();
export const Day = z.iso.date();
export const Opinion = z.string().trim().max(500).default('');
export const Why = z.string().trim().min(2).max(500);
/** Makes a repeated request harmless. */
export const Key = z.string().max(60).optional();

export const LeadItem = z.object({
  id: RecordId,
  /** 案源登记号, e.g. 卫市监网源〔2026〕00012号. */
  number: z.string(),
  title: z.string(),
  status: LeadStatus,
  source: LeadSource,
  siteId: RecordId.nullable(),
  siteName: z.string().nullable(),
  party: z.string().nullable(),
  uscc: z.string().nullable(),
  region: RegionCode,
  regionName: z.string(),
  violations: z.array(z.object({ id: z.string(), name: z.string(), category: z.string() })),
  findings: z.int(),
  evidenceId: RecordId.nullable(),
  registeredAt: Instant,
  registeredBy: z.string(),
  receivedOn: Day,
  /** The unit that has it now (承办单位); null before it is dispatched. */
  holderOrgId: z.string().nullable(),
  holderName: z.string().nullable(),
  officerName: z.string().nullable(),
  /** 反馈期限 set by the dispatcher. */
  feedbackDueOn: Day.nullable(),
  result: Result.nullable(),
  closedOn: Day.nullable(),
  supervised: z.boolean(),
  sentBack: z.boolean(),
  /** What is due next: its lamp, day and law. */
  deadline: DeadlineView.nullable(),
  /** What the reader may do now. */
  allowed: z.array(Action),
  version: Version,
});
export type LeadItem = z.infer<typeof LeadItem>;
/** 案源线索登记表. */
export const LeadForm = z.object({
  title: z.string().trim().min(2).max(120),
  source: LeadSource,
  /** What belongs to the source (core/lead.ts SOURCE_FIELDS): field to words. */
  sourceFields: z.record(z.string().max(40), z.string().trim().max(300)).nullish(),
  region: RegionCode,
  siteId: RecordId.nullish(),
  party: z.string().trim().max(100).nullish(),
  uscc: z.string().trim().max(18).nullish(),
  partyAddress: z.string().trim().max(200).nullish(),
  partyPhone: z.string().trim().max(40).nullish(),
  url: z.string().trim().max(2000).nullish(),
  /** 提供人 (投诉举报人、移送机关等). */
  informant: z.string().trim().max(100).nullish(),
  informantPhone: z.string().trim().max(40).nullish(),
  foundOn: Day,
  /** 收到材料之日; the day of discovery where it is not given. */
  receivedOn: Day.nullish(),
  /** 案源内容 (违法事实). */
  content: z.string().trim().min(2).max(5000),
  violations: z.array(z.string().max(80)).max(20).default([]),
  opinion: z.string().trim().max(2000).nullish(),
});
/** The form as an officer fills it in: what a page showed masked is not taken back. */
export const FilledForm = LeadForm.extend({
  partyAddress: unmasked(200).nullish(),
  partyPhone: unmasked(40).nullish(),
  informant: unmasked(100).nullish(),
  informantPhone: unmasked(40).nullish(),
});
/** 核查记录. */
export const Check = z.object({
  checkedOn: Day,
  way: z.enum(LEAD_CHECK_WAYS),
  place: z.string().trim().max(200).nullish(),
  /** What was checked. */
  content: z.string().trim().min(2).max(2000),
  /** What came of it. */
  finding: z.string().trim().min(2).max(2000),
  officers: z.array(z.string().trim().min(1).max(40)).min(1).max(10),
  evidenceIds: z.array(RecordId).max(100).default([]),
});
/** 反馈: the result with what belongs to it (core/lead.ts LEAD_RESULT_FIELDS). */
export const Feedback = z.object({
  result: Result,
  facts: z.string().trim().min(2).max(3000),
  handling: z.string().trim().max(2000).nullish(),
  reference: z.string().trim().max(100).nullish(),
  reason: z.string().trim().max(2000).nullish(),
});
const Done = { id: RecordId, at: Instant, by: z.string(), orgName: z.string() };
export const LeadAttachment = z.object({
  id: RecordId,
  name: z.string(),
  type: z.string(),
  bytes: z.int(),
  sha256: z.string(),
  at: Instant,
  by: z.string(),
});
export const LeadDetail = LeadItem.extend({
  form: LeadForm,
  deadlines: z.array(DeadlineView),
  timeline: z.array(TimelineEntry),
  evidence: z.array(RecordId),
  findingIds: z.array(RecordId),
  mergedInto: RecordId.nullable(),
  articles: z.array(
    z.object({
      violation: z.string(),
      violationName: z.string(),
      duty: z.string(),
      penalty: z.string(),
      fine: z.string().nullable(),
      unverified: z.boolean(),
    }),
  ),
  /** Units by name: who dispatched it, who reviews it. */
  dispatcherName: z.string().nullable(),
  reviewerName: z.string().nullable(),
  dispatches: z.array(
    z.object({
      id: RecordId,
      at: Instant,
      by: z.string(),
      from: z.string(),
      to: z.string(),
      dueOn: Day.nullable(),
      requirement: z.string(),
      state: z.enum(['open', 'signed', 'returned', 'withdrawn']),
      endedAt: Instant.nullable(),
      reason: z.string().nullable(),
      proposal: z.string().nullable(),
      overrideReason: z.string().nullable(),
    }),
  ),
  checks: z.array(Check.extend(Done)),
  feedbacks: z.array(
    Feedback.extend({
      ...Done,
      resolvedId: RecordId.nullable(),
      verdict: z.enum(['approved', 'sent-back']).nullable(),
      verdictBy: z.string().nullable(),
      verdictOpinion: z.string().nullable(),
    }),
  ),
  supervisions: z.array(z.object({ ...Done, text: z.string(), dueOn: Day, endedAt: Instant.nullable() })),
  attachments: z.array(LeadAttachment),
  links: z.array(
    z.object({
      leadId: RecordId,
      /** Null when the other lead lies outside the reader's regions. */
      number: z.string().nullable(),
      title: z.string().nullable(),
      status: LeadStatus.nullable(),
      kind: z.enum(['related', 'split-into', 'split-from', 'merged-from']),
      note: z.string(),
    }),
  ),
  /** The other bureau's record, before and after. */
  origin: z.object({ bureau: z.string(), bureauName: z.string() }).nullable(),
  successor: z.object({ bureau: z.string(), bureauName: z.string(), received: z.boolean() }).nullable(),
  /** The guidance, case or transfer that came of it: its module and id. */
  resolved: z.object({ by: z.string(), id: RecordId }).nullable(),
});
