import {
  CAMPAIGN_MEASURE_IDS,
  CAMPAIGN_REPORT_KINDS,
  CAMPAIGN_STATUSES,
  type CampaignReportStatus,
  type HandDownStatus,
  PATROL_EVERY,
  PHASE_KINDS,
  type TaskStatus,
  type VisitStatus,
} from '@wangjian/core/campaign.ts';
import { Instant, RecordId, RegionCode, Version } from '@wangjian/core/listing.ts';
import { BUSINESS_FORMS, SITE_KINDS } from '@wangjian/core/site.ts';
import { z } from 'zod';

const Day = z.iso.date();

export const CampaignStatus = z.enum(CAMPAIGN_STATUSES);

export const Phase = z.object({
  kind: z.enum(PHASE_KINDS),
  from: Day,
  to: Day,
  content: z.string().trim().max(2000).default(''),
});

/** 目标: a number to reach; whole 分 for 罚没款. */
export const Goal = z.object({
  measure: z.enum(CAMPAIGN_MEASURE_IDS),
  target: z
    .int()
    .min(1)
    .max(10 ** 14),
});

/** Which sites and records belong to the campaign; an empty list restricts nothing. */
export const CampaignScope = z.object({
  kinds: z.array(z.enum(SITE_KINDS)).max(10).default([]),
  forms: z.array(z.enum(BUSINESS_FORMS)).max(20).default([]),
  regions: z.array(RegionCode).max(50).default([]),
  violations: z.array(z.string().max(80)).max(200).default([]),
  products: z.array(z.string().max(40)).max(50).default([]),
  keywords: z.array(z.string().trim().min(1).max(40)).max(50).default([]),
});

export type CampaignScope = z.infer<typeof CampaignScope>;
export const Item = z.object({
  /** Chosen by the page, kept for life: what a unit did on an item stays with it when the plan is revised. */
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  title: z.string().trim().min(2).max(120),
  content: z.string().trim().max(3000).default(''),
  /** 责任领导. */
  leader: z.string().trim().max(60).default(''),
  /** 责任单位 in words where it is not one of the units (e.g. another department). */
  office: z.string().trim().max(200).default(''),
  orgIds: z.array(RecordId).max(200),
  dueOn: Day.nullable().default(null),
});

export type CampaignItemOfPlan = z.infer<typeof Item>;
export const CampaignPlan = z.object({
  name: z.string().trim().min(4).max(80),
  basis: z.string().trim().max(500).default(''),
  aim: z.string().trim().max(3000).default(''),
  reportTo: z.string().trim().max(200).default(''),
  copiesTo: z.string().trim().max(300).default(''),
  startsOn: Day,
  endsOn: Day,
  phases: z.array(Phase).min(1).max(12),
  goals: z.array(Goal).max(20).default([]),
  scope: CampaignScope,
  items: z.array(Item).max(60),
  midtermOn: Day.nullable(),
  finalOn: Day.nullable(),
  casesWanted: z.int().min(0).max(50),
  monthlyCheck: z.boolean(),
  patrolEvery: z.enum(PATROL_EVERY),
});

export type CampaignPlan = z.infer<typeof CampaignPlan>;
export const CampaignListItem = z.object({
  id: RecordId,
  name: z.string(),
  status: CampaignStatus,
  region: RegionCode,
  regionName: z.string(),
  orgName: z.string(),
  startsOn: Day,
  endsOn: Day,
  midtermOn: Day.nullable(),
  finalOn: Day.nullable(),
  /** The phase of the plan in which today lies, in words; null outside all. */
  phase: z.string().nullable(),
  items: z.int(),
  issuedOn: Day.nullable(),
  createdBy: z.string(),
  createdAt: Instant,
  version: Version,
});

export type CampaignListItem = z.infer<typeof CampaignListItem>;

export const CAMPAIGN_ACTIONS = [
  'accept',
  'settle',
  'edit',
  'issue',
  'start',
  'sum-up',
  'resume',
  'close',
  'cancel',
  'patrol',
  'draw',
  'group',
  'visit',
  'urge',
  'contribute',
] as const;

export type CampaignAction = (typeof CAMPAIGN_ACTIONS)[number];

/** A bureau below and the campaign that it made of the plan. */
export const BureauBelow = z.object({
  orgId: RecordId,
  name: z.string(),
  region: RegionCode,
  status: z.enum(['sent', 'accepted', 'withdrawn'] as const satisfies readonly HandDownStatus[]),
  sentAt: Instant,
  receivedAt: Instant.nullable(),
  receivedBy: z.string().nullable(),
  childId: RecordId.nullable(),
  childStatus: CampaignStatus.nullable(),
  /** Whether the bureau has decided on the edition that stands now. */
  upToDate: z.boolean(),
});

/** What of a superior's plan a campaign carries out. */
export const Superior = z.object({
  orgName: z.string(),
  name: z.string(),
  /** Where the superior's campaign stands, in words. */
  statusName: z.string(),
  live: z.boolean(),
  edition: z.int(),
  reason: z.string().nullable(),
  /** While a new edition waits: what differs from the one on which this bureau's plan rests, before and now. */
  changes: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(['changed', 'added', 'removed']),
      before: z.string(),
      after: z.string(),
    }),
  ),
  midtermOn: Day.nullable(),
  finalOn: Day.nullable(),
});

export const CampaignDetail = CampaignListItem.extend({
  plan: CampaignPlan,
  orgId: RecordId,
  /** Units for which the reader acts: those that take part, and the owner. */
  own: z.array(z.object({ orgId: RecordId, name: z.string(), owner: z.boolean(), toReceive: z.boolean() })),
  units: z.array(z.object({ orgId: RecordId, name: z.string(), receivedAt: Instant.nullable() })),
  /** Bureaus below to which the plan was handed, each with a campaign of its own. */
  bureaus: z.array(BureauBelow),
  superior: Superior.nullable(),
  goals: z.array(z.object({ measure: z.enum(CAMPAIGN_MEASURE_IDS), target: z.int(), value: z.int() })),
  /** The scope in words, line by line. */
  scopeWords: z.array(z.string()),
  sites: z.int(),
  runs: z.array(
    z.object({
      kind: z.enum(['patrol', 'draw']),
      recordId: RecordId,
      name: z.string(),
      regionName: z.string(),
      objects: z.int(),
      at: Instant,
      by: z.string(),
    }),
  ),
  timeline: z.array(
    z.object({
      at: Instant,
      who: z.string(),
      org: z.string(),
      actionName: z.string(),
      opinion: z.string().nullable(),
    }),
  ),
  allowed: z.array(z.enum(CAMPAIGN_ACTIONS)),
});

export type CampaignDetail = z.infer<typeof CampaignDetail>;

/** What a unit still lacks; `overdue` where its day has passed. */
export const Missing = z.object({
  kind: z.enum([
    'receive',
    'issue',
    'edition',
    'task',
    'check',
    'midterm',
    'final',
    'cases',
    'captions',
    'visit',
  ]),
  words: z.string(),
  dueOn: Day.nullable(),
  overdue: z.boolean(),
});

export type Missing = z.infer<typeof Missing>;

export const BoardRow = z.object({
  /** Null: records of units that the plan does not name. */
  orgId: RecordId.nullable(),
  name: z.string(),
  /** A bureau below: its numbers are those of its whole bureau, its tasks those of its own campaign. */
  bureau: z.object({ childId: RecordId.nullable(), words: z.string() }).nullable(),
  tasks: z.int(),
  tasksDone: z.int(),
  values: z.record(z.enum(CAMPAIGN_MEASURE_IDS), z.int()),
  midterm: z.string().nullable(),
  final: z.string().nullable(),
  missing: z.array(Missing),
});

export const CampaignBoard = z.object({
  from: Day,
  to: Day,
  rows: z.array(BoardRow),
  totals: z.record(z.enum(CAMPAIGN_MEASURE_IDS), z.int()),
});

export type CampaignBoard = z.infer<typeof CampaignBoard>;

/** One record behind a number of the board. */
export const CountedRecord = z.object({
  id: RecordId,
  title: z.string(),
  path: z.string(),
  day: Day,
  orgName: z.string(),
  pieces: z.int(),
  fen: z.int(),
});

export const CampaignTask = z.object({
  id: RecordId,
  item: z.string(),
  seq: z.int(),
  orgId: RecordId,
  orgName: z.string(),
  title: z.string(),
  content: z.string(),
  leader: z.string(),
  office: z.string(),
  dueOn: Day.nullable(),
  status: z.enum(['assigned', 'working', 'done', 'withdrawn'] as const satisfies readonly TaskStatus[]),
  progress: z.string().nullable(),
  progressAt: Instant.nullable(),
  doneOn: Day.nullable(),
  allowed: z.array(z.enum(['progress', 'finish', 'reopen'])),
  version: Version,
});

export type CampaignTask = z.infer<typeof CampaignTask>;

export const Tasks = z.object({ items: z.array(CampaignTask) });

export const Group = z.object({
  id: RecordId,
  name: z.string(),
  leader: z.string(),
  members: z.array(z.string()),
  orgIds: z.array(RecordId),
  version: Version,
});

/** A supervision group as it is set up or changed. */
export const GroupWords = z.object({
  name: z.string().trim().min(2).max(60),
  leader: z.string().trim().min(1).max(40),
  members: z.array(z.string().trim().min(1).max(40)).min(1).max(40),
  orgIds: z.array(RecordId).min(1).max(100),
});

export const Visit = z.object({
  id: RecordId,
  groupName: z.string(),
  orgId: RecordId,
  orgName: z.string(),
  visitedOn: Day,
  members: z.string(),
  findings: z.string(),
  corrections: z.string(),
  dueOn: Day.nullable(),
  status: z.enum(['open', 'answered', 'closed'] as const satisfies readonly VisitStatus[]),
  answer: z.string().nullable(),
  answeredAt: Instant.nullable(),
  answeredBy: z.string().nullable(),
  conclusion: z.string().nullable(),
  recordedBy: z.string(),
  allowed: z.array(z.enum(['answer', 'close', 'demand'])),
  version: Version,
});

export type CampaignVisit = z.infer<typeof Visit>;

export const Supervision = z.object({ groups: z.array(Group), visits: z.array(Visit) });

export type Supervision = z.infer<typeof Supervision>;

export const Picture = z.object({
  id: RecordId,
  orgId: RecordId,
  orgName: z.string(),
  name: z.string(),
  video: z.boolean(),
  bytes: z.int(),
  caption: z.string(),
  adopted: z.boolean(),
  addedAt: Instant,
  addedBy: z.string(),
  mine: z.boolean(),
  version: Version,
});

export const CaseCandidate = z.object({
  id: RecordId,
  number: z.string().nullable(),
  title: z.string(),
  orgName: z.string(),
  closedOn: Day,
  fineFen: z.int(),
  decisionNumber: z.string(),
});

export const TypicalCase = z.object({
  id: RecordId,
  orgId: RecordId,
  orgName: z.string(),
  caseId: RecordId,
  title: z.string(),
  summary: z.string(),
  decisionNumber: z.string(),
  decisionDocument: RecordId,
  adopted: z.boolean(),
  mine: z.boolean(),
  version: Version,
});

export const Report = z.object({
  id: RecordId,
  kind: z.enum(CAMPAIGN_REPORT_KINDS),
  orgId: RecordId,
  orgName: z.string(),
  owner: z.boolean(),
  documentId: RecordId,
  status: z.enum([
    'draft',
    'signed',
    'submitted',
    'returned',
    'received',
  ] as const satisfies readonly CampaignReportStatus[]),
  number: z.string().nullable(),
  filledAt: Instant,
  submittedAt: Instant.nullable(),
  submittedBy: z.string().nullable(),
  receipt: z.string().nullable(),
  receivedAt: Instant.nullable(),
  receivedBy: z.string().nullable(),
  returnReason: z.string().nullable(),
  dueOn: Day.nullable(),
  allowed: z.array(z.enum(['refill', 'submit', 'receive', 'return', 'redraft'])),
  version: Version,
});

export type CampaignReport = z.infer<typeof Report>;

export const Reporting = z.object({
  /** Units for which the reader reports, with what each still lacks. */
  own: z.array(
    z.object({ orgId: RecordId, name: z.string(), owner: z.boolean(), missing: z.array(Missing) }),
  ),
  mayReceive: z.boolean(),
  casesWanted: z.int(),
  due: z.array(z.object({ kind: z.enum(CAMPAIGN_REPORT_KINDS), dueOn: Day })),
  reports: z.array(Report),
  cases: z.array(TypicalCase),
  pictures: z.array(Picture),
});

export type Reporting = z.infer<typeof Reporting>;
