import { AttachmentNote, CASE_INPUTS, MatterStep, NewCase } from '@wangjian/core/case-input.ts';
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
import type { Permission } from '@wangjian/core/permissions.ts';
import { UnmaskReason } from '@wangjian/core/personal-data.ts';
import { z } from 'zod';
import {
  CaseDetail,
  CaseFile,
  CaseItem,
  CaseOutcome,
  CaseProcedure,
  CaseState,
  HearingSettings,
} from './records.ts';

export type { CaseDetail, CaseFile, CaseItem } from './records.ts';

const Key = z.string().max(60).optional();

const Filters = z.object({
  state: manyOf(CaseState),
  category: manyOf(z.string().max(8)),
  outcome: manyOf(CaseOutcome),
  procedure: CaseProcedure.optional(),
  lamp: manyOf(z.enum(['green', 'yellow', 'red'])),
  region: RegionCode.optional(),
  handler: RecordId.optional(),
  /** Only the reader's own. */
  mine: z.enum(['true']).optional(),
  /** Only those whose next step waits for a signature or a review: 待审批. */
  pending: z.enum(['true']).optional(),
  leadId: RecordId.optional(),
  inspectionId: RecordId.optional(),
  siteId: RecordId.optional(),
  from: Instant.optional(),
  to: Instant.optional(),
});
export const listCases = endpoint({
  method: 'GET',
  path: '/api/cases',
  summary: '案件列表',
  access: 'case.read',
  query: ListQuery.extend(Filters.shape),
  result: listOf(CaseItem),
});
export const exportCases = endpoint({
  method: 'GET',
  path: '/api/cases/export',
  summary: '导出案件',
  access: 'data.export',
  query: ListQuery.extend(Filters.shape).extend({ format: ExportFormat }),
});
export const listCaseTypes = endpoint({
  method: 'GET',
  path: '/api/cases/types',
  summary: '案件类型与可以指定的办案人员',
  access: 'case.read',
  result: z.object({
    types: z.array(
      z.object({ id: z.string(), name: z.string(), says: z.string(), violations: z.array(z.string()) }),
    ),
    officers: z.array(z.object({ id: RecordId, name: z.string(), org: z.string() })),
  }),
});
export const getCase = endpoint({
  method: 'GET',
  path: '/api/cases/:id',
  summary: '案件详情',
  access: 'case.read',
  params: OneRecord,
  result: CaseDetail,
});

export const createCase = endpoint({
  method: 'POST',
  path: '/api/cases',
  summary: '登记案件（待立案）',
  access: 'case.write',
  body: NewCase,
  result: CaseDetail,
});

/** A step of a case: the record's version comes with it, the fresh record goes back. */
function step<Shape extends z.ZodRawShape>(
  action: string,
  summary: string,
  body: Shape,
  access: Permission = 'case.write',
) {
  return endpoint({
    method: 'POST',
    path: `/api/cases/:id/${action}`,
    summary,
    access,
    params: OneRecord,
    body: z.object({ version: Version, key: Key, ...body }),
    result: CaseDetail,
  });
}
export const editCase = step('edit', '修改案情', CASE_INPUTS.edit);
export const fileCase = step('file', '提请立案', CASE_INPUTS.file);
export const refuseCase = step('refuse', '提请不予立案', CASE_INPUTS.refuse);
export const decideOnSpot = step('decide-on-spot', '当场处罚（简易程序）', CASE_INPUTS['decide-on-spot']);
export const discardCase = step('discard', '撤销登记', CASE_INPUTS.discard);
export const suspendCase = step('suspend', '提请中止调查', CASE_INPUTS.suspend);
export const resumeCase = step('resume', '恢复调查', CASE_INPUTS.resume);
export const terminateCase = step('terminate', '提请终止调查', CASE_INPUTS.terminate);
export const extendCase = step('extend', '提请延长办案期限', CASE_INPUTS.extend);
export const concludeCase = step('conclude', '调查终结', CASE_INPUTS.conclude);
export const passReview = step('pass-review', '审核通过', CASE_INPUTS['pass-review'], 'case.review');
export const returnReview = step('return-review', '审核退回', CASE_INPUTS['return-review'], 'case.review');
export const notifyParty = step('notify', '制作处罚告知书', CASE_INPUTS.notify);
export const skipNotice = step('skip-notice', '拟不予处罚，报请决定', CASE_INPUTS['skip-notice']);
export const recordStatement = step('record-statement', '记录陈述申辩', CASE_INPUTS['record-statement']);
export const requestHearing = step('request-hearing', '记录听证要求', CASE_INPUTS['request-hearing']);
export const scheduleHearing = step('schedule-hearing', '制作听证通知书', CASE_INPUTS['schedule-hearing']);
export const withdrawHearing = step('withdraw-hearing', '撤回听证要求', CASE_INPUTS['withdraw-hearing']);
export const endHearing = step('end-hearing', '听证结束，报告听证情况', CASE_INPUTS['end-hearing']);
export const proceedCase = step('proceed', '告知期满，报请决定', CASE_INPUTS.proceed);
export const reinvestigate = step('reinvestigate', '退回补充调查', CASE_INPUTS.reinvestigate);
export const decideCase = step('decide', '制作处罚决定书', CASE_INPUTS.decide);
export const decideNone = step('decide-none', '制作不予处罚决定书', CASE_INPUTS['decide-none']);
export const concludeTransfer = step('conclude-transfer', '按移送办结', CASE_INPUTS['conclude-transfer']);
export const recordPayment = step('pay', '登记缴款', CASE_INPUTS.pay);
export const deferPayment = step('defer', '提请延期、分期缴款', CASE_INPUTS.defer);
export const demandPayment = step('demand', '制作催告书', CASE_INPUTS.demand);
export const applyToCourt = step('apply-court', '申请法院强制执行', CASE_INPUTS['apply-court']);
export const recordRemedy = step('remedy', '登记行政复议、行政诉讼', CASE_INPUTS.remedy);
export const finishCase = step('finish', '执行完毕', CASE_INPUTS.finish);
export const closeCase = step('close', '提请结案', CASE_INPUTS.close);
export const publishDecision = step('publish', '登记公示', CASE_INPUTS.publish);
export const archiveCase = step('archive', '归档', CASE_INPUTS.archive);
export const withdrawRequest = step('withdraw-request', '撤回报批', CASE_INPUTS['withdraw-request']);
export const assignHandler = step('assign', '指定承办人', CASE_INPUTS.assign);
export const recuseHandler = step('recuse', '回避', CASE_INPUTS.recuse, 'case.approve');
export const saveParty = step('party', '登记、修改当事人', CASE_INPUTS.party);
export const saveValuation = step('valuation', '案值认定', CASE_INPUTS.valuation);
export const commentCase = step('comment', '添加说明', CASE_INPUTS.comment);
export const openMatter = step('matters', '登记调查、外部事项', CASE_INPUTS.matters);
export const moveMatter = endpoint({
  method: 'POST',
  path: '/api/cases/:id/matters/:matterId',
  summary: '办理调查、外部事项',
  access: 'case.write',
  params: OneRecord.extend({ matterId: RecordId }),
  body: MatterStep,
  result: CaseDetail,
});
export const unmaskParty = endpoint({
  method: 'POST',
  path: '/api/cases/:id/parties/:partyId/unmask',
  summary: '查看未脱敏的当事人信息',
  access: 'personal.unmask',
  params: OneRecord.extend({ partyId: RecordId }),
  body: UnmaskReason,
  result: z.object({
    representative: z.string().nullable(),
    idNumber: z.string().nullable(),
    phone: z.string().nullable(),
    address: z.string().nullable(),
  }),
});
export const attachToCase = endpoint({
  method: 'POST',
  path: '/api/cases/:id/attachments',
  summary: '上传材料',
  access: 'case.write',
  params: OneRecord,
  query: AttachmentNote,
  result: CaseDetail,
});
export const caseAttachment = endpoint({
  method: 'GET',
  path: '/api/cases/:id/attachments/:attachmentId',
  summary: '下载材料',
  access: 'case.read',
  params: OneRecord.extend({ attachmentId: RecordId }),
});
export const getCaseFile = endpoint({
  method: 'GET',
  path: '/api/cases/:id/file',
  summary: '案卷目录',
  access: 'case.read',
  params: OneRecord,
  result: CaseFile,
});
export const caseFilePdf = endpoint({
  method: 'GET',
  path: '/api/cases/:id/file.pdf',
  summary: '下载整卷 PDF',
  access: 'case.read',
  params: OneRecord,
  query: z.object({ volume: z.enum(['main', 'inner']).default('main') }),
});
export const getSettings = endpoint({
  method: 'GET',
  path: '/api/cases/settings',
  summary: '听证标准',
  access: 'case.read',
  result: HearingSettings.extend({ unverified: z.boolean(), version: z.int().min(0) }),
});
export const saveSettings = endpoint({
  method: 'PUT',
  path: '/api/cases/settings',
  summary: '设置听证标准',
  access: 'case.approve',
  body: HearingSettings.extend({ basis: z.string().trim().min(2).max(300), version: z.int().min(0) }),
  result: HearingSettings.extend({ unverified: z.boolean(), version: z.int().min(0) }),
});
