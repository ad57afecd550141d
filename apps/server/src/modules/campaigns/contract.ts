import { CAMPAIGN_MEASURE_IDS, CAMPAIGN_REPORT_KINDS } from '@wangjian/core/campaign.ts';
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
import {
  CampaignBoard,
  CampaignDetail,
  CampaignListItem,
  CampaignPlan,
  CampaignStatus,
  CaseCandidate,
  CountedRecord,
  GroupWords,
  Reporting,
  Supervision,
  Tasks,
} from './records.ts';

export type {
  CampaignAction,
  CampaignBoard,
  CampaignDetail,
  CampaignItemOfPlan,
  CampaignListItem,
  CampaignPlan,
  CampaignReport,
  CampaignScope,
  CampaignTask,
  CampaignVisit,
  Missing,
  Reporting,
  Supervision,
} from './records.ts';

const Day = z.iso.date();
const Key = z.string().max(60);
/** One part of a campaign, read by itself. */
const readOf = <Result extends z.ZodType>(part: string, summary: string, result: Result) =>
  endpoint({
    method: 'GET',
    path: `/api/campaigns/:id/${part}`,
    summary,
    access: 'campaign.read',
    params: OneRecord,
    result,
  });
export const listCampaigns = endpoint({
  method: 'GET',
  path: '/api/campaigns',
  summary: '专项行动列表',
  access: 'campaign.read',
  query: ListQuery.extend({ status: manyOf(CampaignStatus), year: z.coerce.number().int().optional() }),
  result: listOf(CampaignListItem),
});
export const exportCampaigns = endpoint({
  method: 'GET',
  path: '/api/campaigns/export',
  summary: '导出专项行动列表',
  access: 'data.export',
  query: listCampaigns.query!.extend({ format: ExportFormat }),
});
/** What a plan is made of: presets, product categories, violation types, units of the bureau. */
export const getPlanChoices = endpoint({
  method: 'GET',
  path: '/api/campaigns/choices',
  summary: '方案样式和可选内容',
  access: 'campaign.read',
  result: z.object({
    /** The unit that will own a plan of this reader. */
    own: z.object({ orgId: RecordId, name: z.string() }).nullable(),
    presets: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        source: z.string(),
        plan: CampaignPlan.omit({ name: true }),
      }),
    ),
    products: z.array(z.object({ id: z.string(), name: z.string() })),
    violations: z.array(z.object({ id: z.string(), name: z.string(), category: z.string() })),
    /** Units of the own bureau, then the head offices of bureaus below, which get the plan handed down. */
    units: z.array(z.object({ id: RecordId, name: z.string(), level: z.string(), below: z.boolean() })),
  }),
});
export const getCampaign = endpoint({
  method: 'GET',
  path: '/api/campaigns/:id',
  summary: '专项行动详情',
  access: 'campaign.read',
  params: OneRecord,
  result: CampaignDetail,
});
export const createCampaign = endpoint({
  method: 'POST',
  path: '/api/campaigns',
  summary: '拟制专项行动方案',
  access: 'campaign.write',
  body: CampaignPlan.extend({ key: Key }),
  result: CampaignDetail,
});
export const editCampaign = endpoint({
  method: 'PUT',
  path: '/api/campaigns/:id',
  summary: '修改、修订专项行动方案',
  access: 'campaign.write',
  params: OneRecord,
  body: CampaignPlan.extend({ version: Version, reason: z.string().trim().max(500).default('') }),
  result: CampaignDetail,
});
const Move = z.object({ version: Version, opinion: z.string().trim().max(1000).default('') });
const move = (action: string, summary: string) =>
  endpoint({
    method: 'POST',
    path: `/api/campaigns/:id/${action}`,
    summary,
    access: 'campaign.write',
    params: OneRecord,
    body: Move,
    result: CampaignDetail,
  });
export const acceptCampaign = move('accept', '签收上级部署的专项行动');
export const settleEdition = endpoint({
  method: 'POST',
  path: '/api/campaigns/:id/settle',
  summary: '处理上级方案的修订',
  access: 'campaign.write',
  params: OneRecord,
  body: Move.extend({
    /** The edition that the officer saw. */
    edition: z.int(),
    /** Whether the superior's changes go into the bureau's own plan. */
    take: z.boolean(),
  }),
  result: CampaignDetail,
});
export const issueCampaign = move('issue', '印发方案，任务下达到各单位');
export const startCampaign = move('start', '转入集中检查阶段');
export const sumUpCampaign = move('sum-up', '转入督查总结阶段');
export const resumeCampaign = move('resume', '转回集中检查阶段');
export const closeCampaign = move('close', '结束专项行动');
export const cancelCampaign = move('cancel', '撤销专项行动');
export const startCampaignPatrol = endpoint({
  method: 'POST',
  path: '/api/campaigns/:id/patrol',
  summary: '对范围内的网站发起监测',
  access: 'campaign.write',
  params: OneRecord,
  body: z.object({ maxPages: z.int().min(1).max(500).default(30), key: Key }),
  result: CampaignDetail,
});
export const drawForCampaign = endpoint({
  method: 'POST',
  path: '/api/campaigns/:id/draw',
  summary: '在范围内随机抽取检查对象',
  access: 'campaign.write',
  params: OneRecord,
  body: z.object({
    region: RegionCode,
    /** Share of every risk class, in per mille. */
    rate: z.int().min(1).max(1000),
    officerIds: z.array(RecordId).min(2).max(500),
    sides: z
      .array(z.enum(['online', 'on-site']))
      .min(1)
      .max(2),
    dueOn: Day.nullish(),
    key: Key,
  }),
  result: CampaignDetail,
});
export const urgeUnits = endpoint({
  method: 'POST',
  path: '/api/campaigns/:id/urge',
  summary: '提醒各单位补办缺少的事项',
  access: 'campaign.write',
  params: OneRecord,
  body: z.object({ orgIds: z.array(RecordId).max(200).optional(), key: Key }),
  result: z.object({ units: z.int() }),
});
const Words = (longest: number) => z.string().trim().min(2).max(longest);
export const getBoard = readOf('board', '专项行动进度', CampaignBoard);
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
  result: listOf(CountedRecord),
});
export const listTasks = readOf('tasks', '任务分解', Tasks);
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
export const getSupervision = readOf('supervision', '督查组和督查情况', Supervision);
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
const visitAction = <Body extends z.ZodRawShape>(
  action: string,
  summary: string,
  access: 'report.submit' | 'lead.supervise',
  body: Body,
) =>
  endpoint({
    method: 'POST',
    path: `/api/campaigns/:id/visits/:visitId/${action}`,
    summary,
    access,
    params: OneRecord.extend({ visitId: RecordId }),
    body: z.object({ version: Version, ...body }),
    result: Supervision,
  });
export const answerVisit = visitAction('answer', '报告督查整改情况', 'report.submit', { words: Words(3000) });
export const closeVisit = visitAction('close', '认可整改，办结督查', 'lead.supervise', {
  words: Words(1000),
});
export const demandAgain = visitAction('demand', '要求继续整改', 'lead.supervise', {
  words: Words(1000),
  dueOn: Day,
});
export const getReporting = readOf('reporting', '总结报送情况', Reporting);
export const listCaseCandidates = endpoint({
  method: 'GET',
  path: '/api/campaigns/:id/case-candidates',
  summary: '可选作典型案例的已结案件',
  access: 'report.submit',
  params: OneRecord,
  query: z.object({ orgId: RecordId }),
  result: z.object({ items: z.array(CaseCandidate) }),
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
  summary: '上传工作图片、视频',
  access: 'report.submit',
  params: OneRecord,
  query: z.object({ orgId: RecordId }),
  result: Reporting,
});
const PictureParams = OneRecord.extend({ pictureId: RecordId });
export const editPicture = endpoint({
  method: 'PUT',
  path: '/api/campaigns/:id/pictures/:pictureId',
  summary: '填写图片、视频说明，删除',
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
  summary: '查看工作图片、下载视频',
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
