import { CAMPAIGN_REPORT_KINDS } from '@wangjian/core/campaign.ts';
import { type Actor, may } from '../../platform/actor.ts';
import { type ReadContext, readCase } from '../../platform/use-case.ts';
import * as contract from './contract.ts';
import { allowedActions } from './lifecycle.ts';
import { directs, type Members, membersOf } from './members.ts';
import { missingOf } from './missing.ts';
import { type CampaignRow, readCampaign } from './store.ts';
import { reportDue } from './terms.ts';
import { answersItself } from './under-superior.ts';
import { reportActions } from './work-lifecycle.ts';
import { isVideo, picturesOf, type ReportRow, reportsOf, typicalCasesOf } from './work-store.ts';

const UNIT_ACTIONS = ['refill', 'submit', 'redraft'];

function allowedOn(report: ReportRow, campaign: CampaignRow, members: Members, actor: Actor) {
  if (!allowedActions(campaign.status).includes('contribute')) return [];
  const own = may(actor, 'report.submit') && members.own(actor).some(({ orgId }) => orgId === report.org_id);
  return reportActions(report.status).filter((action) =>
    UNIT_ACTIONS.includes(action)
      ? own
      : (action === 'receive' || action === 'return') &&
        directs(members, actor) &&
        !answersItself(campaign, report),
  ) as contract.CampaignReport['allowed'];
}

/** 总结报送: reports, typical cases, pictures and what is missing, as far as the reader sees them. */
export async function reportingOf(
  context: Pick<ReadContext, 'tx' | 'actor' | 'clock'>,
  id: string,
): Promise<contract.Reporting> {
  const { tx, actor } = context;
  const campaign = await readCampaign(tx, id);
  const members = await membersOf(tx, campaign);
  const under = allowedActions(campaign.status).includes('contribute');
  const own = under && may(actor, 'report.submit') ? members.own(actor) : [];
  const missing = await missingOf(context, campaign, members);
  const mine = (orgId: string) => own.some((one) => one.orgId === orgId);
  return {
    own: own.map((one) => ({
      orgId: one.orgId,
      name: one.name,
      owner: one.owner,
      missing: missing.get(one.orgId) ?? [],
    })),
    mayReceive: under && directs(members, actor),
    casesWanted: campaign.cases_wanted,
    due: CAMPAIGN_REPORT_KINDS.flatMap((kind) => {
      const dueOn = reportDue(campaign, kind);
      return dueOn === null ? [] : [{ kind, dueOn }];
    }),
    reports: (await reportsOf(tx, id)).map((report) => ({
      id: report.id,
      kind: report.kind,
      orgId: report.org_id,
      orgName: report.org_name,
      owner: report.org_id === campaign.org_id,
      documentId: report.document_id,
      status: report.status,
      number: report.number,
      filledAt: report.filled_at.toISOString(),
      submittedAt: report.submitted_at?.toISOString() ?? null,
      submittedBy: report.submitted_by_name,
      receipt: report.receipt,
      receivedAt: report.received_at?.toISOString() ?? null,
      receivedBy: report.received_by_name,
      returnReason: report.return_reason,
      dueOn: reportDue(campaign, report.kind),
      allowed: allowedOn(report, campaign, members, actor),
      version: report.version,
    })),
    cases: (await typicalCasesOf(tx, id)).map((one) => ({
      id: one.id,
      orgId: one.org_id,
      orgName: one.org_name,
      caseId: one.case_id,
      title: one.title,
      summary: one.summary,
      decisionNumber: one.decision_number,
      decisionDocument: one.decision_document,
      adopted: one.adopted,
      mine: mine(one.org_id),
      version: one.version,
    })),
    pictures: (await picturesOf(tx, id)).map((one) => ({
      id: one.id,
      orgId: one.org_id,
      orgName: one.org_name,
      name: one.name,
      video: isVideo(one),
      bytes: one.bytes,
      caption: one.caption,
      adopted: one.adopted,
      addedAt: one.added_at.toISOString(),
      addedBy: one.added_by_name,
      mine: mine(one.org_id),
      version: one.version,
    })),
  };
}

export const getReporting = readCase({
  action: 'campaign.reporting',
  title: '查看总结报送情况',
  permission: 'campaign.read',
  input: contract.getReporting.params!,
  run: async (context, { id }) => ({ result: await reportingOf(context, id), audit: 'plain' }),
});
