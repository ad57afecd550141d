import {
  CAMPAIGN_MEASURE_IDS,
  CAMPAIGN_REPORT_KINDS,
  type CampaignReportStatus,
  type TaskStatus,
  type VisitStatus,
} from '@wangjian/core/campaign.ts';
import { endpoint } from '@wangjian/core/endpoint.ts';
import { Instant, ListQuery, listOf, OneRecord, RecordId, Version } from '@wangjian/core/listing.ts';
import { z } from 'zod';

const Day = z.iso.date();
const Key = z.string().max(60);
const Words = (longest: number) => z.string().trim().min(2).max(longest);

/** What a unit still lacks; `overdue` where its day has passed. */
const Missing = z.object({
  kind: z.enum(['receive', 'task', 'check', 'midterm', 'final', 'cases', 'captions', 'visit']),
  words: z.string(),
  dueOn: Day.nullable(),
  overdue: z.boolean(),
});
export type Missing = z.infer<typeof Missing>;

const BoardRow = z.object({
  /** Null: records of units that the plan does not name. */
  orgId: RecordId.nullable(),
  name: z.string(),
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

export const getBoard = endpoint({
  method: 'GET',
  path: '/api/campaigns/:id/board',
  summary: '专项行动进度',
  access: 'campaign.read',
  params: OneRecord,
  result: CampaignBoard,
});
export const listCampaignRecords = endpoint({
  method: 'GET',
  path: '/api/campaigns/:id/records',
  summary: '进度数字背后的记录',
  access: 'campaign.read',
  params: OneRecord,
  query: ListQuery.extend({
    measure: z.enum(CAMPAIGN_MEASURE_IDS),
    /** A unit of the board; `others` for units that the plan does not name; absent for all. */
    org: z.union([RecordId, z.literal('others')]).optional(),
  }),
  result: listOf(
    z.object({
      id: RecordId,
      title: z.string(),
      path: z.string(),
      day: Day,
      orgName: z.string(),
      pieces: z.int(),
      fen: z.int(),
    }),
  ),
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
const Tasks = z.object({ items: z.array(CampaignTask) });
export const listTasks = endpoint({
  method: 'GET',
  path: '/api/campaigns/:id/tasks',
  summary: '任务分解',
  access: 'campaign.read',
  params: OneRecord,
  result: Tasks,
});
export const receivePlan = endpoint({
  method: 'POST',
  path: '/api/campaigns/:id/receive',
  summary: '签收方案和任务',
  access: 'report.submit',
  params: OneRecord,
  body: z.object({ orgId: RecordId }),
  result: Tasks,
});
const TaskParams = OneRecord.extend({ taskId: RecordId });
const taskAction = (action: string, summary: string, access: 'report.submit' | 'campaign.write') =>
  endpoint({
    method: 'POST',
    path: `/api/campaigns/:id/tasks/:taskId/${action}`,
    summary,
    access,
    params: TaskParams,
    body: z.object({ version: Version, words: Words(3000) }),
    result: Tasks,
  });
export const reportProgress = taskAction('progress', '填报任务进展', 'report.submit');
export const finishTask = taskAction('finish', '报告任务完成', 'report.submit');
export const reopenTask = taskAction('reopen', '退回任务继续办理', 'campaign.write');

const Group = z.object({
  id: RecordId,
  name: z.string(),
  leader: z.string(),
  members: z.array(z.string()),
  orgIds: z.array(RecordId),
  version: Version,
});
const Visit = z.object({
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
const Supervision = z.object({ groups: z.array(Group), visits: z.array(Visit) });
export type Supervision = z.infer<typeof Supervision>;
export const getSupervision = endpoint({
  method: 'GET',
  path: '/api/campaigns/:id/supervision',
  summary: '督查组和督查情况',
  access: 'campaign.read',
  params: OneRecord,
  result: Supervision,
});
const GroupWords = z.object({
  name: Words(60),
  leader: z.string().trim().min(1).max(40),
  members: z.array(z.string().trim().min(1).max(40)).min(1).max(40),
  orgIds: z.array(RecordId).min(1).max(100),
});
export const addGroup = endpoint({
  method: 'POST',
  path: '/api/campaigns/:id/groups',
  summary: '成立督查组',
  access: 'campaign.write',
  params: OneRecord,
  body: GroupWords.extend({ key: Key }),
  result: Supervision,
});
export const editGroup = endpoint({
  method: 'PUT',
  path: '/api/campaigns/:id/groups/:groupId',
  summary: '调整督查组',
  access: 'campaign.write',
  params: OneRecord.extend({ groupId: RecordId }),
  body: GroupWords.extend({ version: Version, removed: z.boolean().default(false) }),
  result: Supervision,
});
export const recordVisit = endpoint({
  method: 'POST',
  path: '/api/campaigns/:id/visits',
  summary: '记录督查情况',
  access: 'lead.supervise',
  params: OneRecord,
  body: z.object({
    groupId: RecordId,
    orgId: RecordId,
    visitedOn: Day,
    members: Words(200),
    findings: Words(5000),
    /** 整改要求; empty where nothing has to be corrected. */
    corrections: z.string().trim().max(3000).default(''),
    dueOn: Day.nullable().default(null),
    key: Key,
  }),
  result: Supervision,
});
const VisitParams = OneRecord.extend({ visitId: RecordId });
export const answerVisit = endpoint({
  method: 'POST',
  path: '/api/campaigns/:id/visits/:visitId/answer',
  summary: '报告督查整改情况',
  access: 'report.submit',
  params: VisitParams,
  body: z.object({ version: Version, words: Words(3000) }),
  result: Supervision,
});
export const closeVisit = endpoint({
  method: 'POST',
  path: '/api/campaigns/:id/visits/:visitId/close',
  summary: '认可整改，办结督查',
  access: 'lead.supervise',
  params: VisitParams,
  body: z.object({ version: Version, words: Words(1000) }),
  result: Supervision,
});
export const demandAgain = endpoint({
  method: 'POST',
  path: '/api/campaigns/:id/visits/:visitId/demand',
  summary: '要求继续整改',
  access: 'lead.supervise',
  params: VisitParams,
  body: z.object({ version: Version, words: Words(1000), dueOn: Day }),
  result: Supervision,
});

const Picture = z.object({
  id: RecordId,
  orgId: RecordId,
  orgName: z.string(),
  name: z.string(),
  bytes: z.int(),
  caption: z.string(),
  adopted: z.boolean(),
  addedAt: Instant,
  addedBy: z.string(),
  mine: z.boolean(),
  version: Version,
});
const TypicalCase = z.object({
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
const Report = z.object({
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
const Reporting = z.object({
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
export const getReporting = endpoint({
  method: 'GET',
  path: '/api/campaigns/:id/reporting',
  summary: '总结报送情况',
  access: 'campaign.read',
  params: OneRecord,
  result: Reporting,
});
export const listCaseCandidates = endpoint({
  method: 'GET',
  path: '/api/campaigns/:id/case-candidates',
  summary: '可选作典型案例的已结案件',
  access: 'report.submit',
  params: OneRecord,
  query: z.object({ orgId: RecordId }),
  result: z.object({
    items: z.array(
      z.object({
        id: RecordId,
        number: z.string().nullable(),
        title: z.string(),
        orgName: z.string(),
        closedOn: Day,
        fineFen: z.int(),
        decisionNumber: z.string(),
      }),
    ),
  }),
});
export const chooseCase = endpoint({
  method: 'POST',
  path: '/api/campaigns/:id/typical-cases',
  summary: '选作典型案例',
  access: 'report.submit',
  params: OneRecord,
  body: z.object({ orgId: RecordId, caseId: RecordId, key: Key }),
  result: Reporting,
});
export const editCase = endpoint({
  method: 'PUT',
  path: '/api/campaigns/:id/typical-cases/:caseEntryId',
  summary: '修改、移出典型案例',
  access: 'report.submit',
  params: OneRecord.extend({ caseEntryId: RecordId }),
  body: z.object({
    title: Words(120),
    summary: Words(5000),
    removed: z.boolean().default(false),
    version: Version,
  }),
  result: Reporting,
});
export const addPicture = endpoint({
  method: 'POST',
  path: '/api/campaigns/:id/pictures',
  summary: '上传工作图片',
  access: 'report.submit',
  params: OneRecord,
  query: z.object({ orgId: RecordId }),
  result: Reporting,
});
const PictureParams = OneRecord.extend({ pictureId: RecordId });
export const editPicture = endpoint({
  method: 'PUT',
  path: '/api/campaigns/:id/pictures/:pictureId',
  summary: '填写图片说明、删除图片',
  access: 'report.submit',
  params: PictureParams,
  body: z.object({
    caption: z.string().trim().max(200),
    removed: z.boolean().default(false),
    version: Version,
  }),
  result: Reporting,
});
export const pictureFile = endpoint({
  method: 'GET',
  path: '/api/campaigns/:id/pictures/:pictureId',
  summary: '查看工作图片',
  access: 'campaign.read',
  params: PictureParams,
});
/** The owner takes a unit's case or picture into the report of the whole campaign, or leaves it out again. */
export const adopt = endpoint({
  method: 'POST',
  path: '/api/campaigns/:id/adopt',
  summary: '采用到总报告',
  access: 'campaign.write',
  params: OneRecord,
  body: z.object({ entryId: RecordId, adopted: z.boolean(), version: Version }),
  result: Reporting,
});
export const draftReport = endpoint({
  method: 'POST',
  path: '/api/campaigns/:id/reports',
  summary: '拟制工作总结',
  access: 'report.submit',
  params: OneRecord,
  body: z.object({ orgId: RecordId, kind: z.enum(CAMPAIGN_REPORT_KINDS), key: Key }),
  result: Reporting,
});
const ReportParams = OneRecord.extend({ reportId: RecordId });
const reportAction = (action: string, summary: string, access: 'report.submit' | 'campaign.write') =>
  endpoint({
    method: 'POST',
    path: `/api/campaigns/:id/reports/:reportId/${action}`,
    summary,
    access,
    params: ReportParams,
    body: z.object({
      version: Version,
      words: z.string().trim().max(1000).default(''),
      dueOn: Day.nullable().default(null),
    }),
    result: Reporting,
  });
export const refillReport = reportAction('refill', '按现有记录更新总结中的数字、案例和图片', 'report.submit');
export const submitReport = reportAction('submit', '报送工作总结', 'report.submit');
export const redraftReport = reportAction('redraft', '重新拟制被退回的总结', 'report.submit');
export const receiveReport = reportAction('receive', '签收工作总结', 'campaign.write');
export const returnReport = reportAction('return', '退回工作总结', 'campaign.write');
