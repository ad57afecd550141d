import { CAMPAIGN_REPORT_NAMES } from '@wangjian/core/campaign.ts';
import { AppError } from '@wangjian/core/errors.ts';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import { useCase, type WriteContext } from '../../platform/use-case.ts';
import { documentValues, draftDocument, refillDraft } from '../documents/service.ts';
import { notify } from '../inbox/service.ts';
import * as contract from './contract.ts';
import { pathOf, writeEvent } from './course.ts';
import { contributing } from './direct.ts';
import { reportAnswerType, reportUpType } from './hand-down-types.ts';
import { directs, type Members } from './members.ts';
import { experienceOf, fillReport } from './report-values.ts';
import { reportingOf } from './reporting.ts';
import type { CampaignRow } from './store.ts';
import { keepReportTerm, meetTerm, meetUpwardTerm, reportTerm } from './terms.ts';
import { answersItself } from './under-superior.ts';
import { moveReport } from './work-lifecycle.ts';
import { getReportRow, insertReport, type ReportRow, reportOfUnit, saveReport } from './work-store.ts';

const FORM = 'campaign-report';

export const draftReport = useCase({
  action: 'campaign.report-draft',
  title: '拟制工作总结',
  permission: 'report.submit',
  input: contract.draftReport.body!.extend(contract.draftReport.params!.shape),
  idempotencyKey: ({ key }) => key,
  async run(context, { id, orgId, kind }) {
    const { tx, actor, clock, newId } = context;
    const { campaign, members } = await contributing(context, id);
    const member = members.actingFor(actor, orgId);
    if (await reportOfUnit(tx, id, orgId, kind))
      throw new AppError('conflict', `${CAMPAIGN_REPORT_NAMES[kind]}已经拟制，请在列表中打开`, {
        allowed: [],
      });
    const filling = await fillReport(context, campaign, members, member, kind);
    const reportId = newId('campaignreport', campaign.bureau);
    const documentId = await draftDocument(context, {
      bureau: campaign.bureau,
      region: member.region,
      on: id,
      form: FORM,
      title: `${campaign.name}${CAMPAIGN_REPORT_NAMES[kind]}（${member.name}）`.slice(0, 120),
      values: { ...filling.values, experience: await experienceOf(context, campaign, member) },
      attachments: filling.attachments,
    });
    await insertReport(tx, {
      bureau: campaign.bureau,
      id: reportId,
      region: member.region,
      campaign_id: id,
      kind,
      org_id: orgId,
      org_name: member.name,
      document_id: documentId,
      status: 'draft',
      number: null,
      figures: JSON.stringify(filling.figures),
      filled_at: clock.now(),
      submitted_at: null,
      submitted_by_name: null,
      receipt: null,
      received_at: null,
      received_by_name: null,
      return_reason: null,
    });
    await writeEvent(
      context,
      campaign,
      'report-draft',
      `${member.name}${CAMPAIGN_REPORT_NAMES[kind]}`,
      member.region,
    );
    return {
      result: await reportingOf(context, id),
      audit: { on: reportId, after: { kind, orgId, figures: filling.figures } },
    };
  },
});

type Change = Parameters<typeof saveReport>[2];
type Given = { readonly words: string; readonly dueOn: string | null };

interface Step {
  readonly action: 'refill' | 'submit' | 'redraft' | 'receive' | 'return';
  readonly title: string;
  readonly permission: 'report.submit' | 'campaign.write';
  /** What else is written with the state; runs after every refusal. */
  effect(
    context: WriteContext,
    of: { campaign: CampaignRow; members: Members; report: ReportRow },
    given: Given,
  ): Promise<Change>;
}

const step = ({ action, title, permission, effect }: Step) =>
  useCase({
    action: `campaign.report-${action}`,
    title,
    permission,
    input: contract.submitReport.body!.extend(contract.submitReport.params!.shape),
    async run(context, { id, reportId, version, words, dueOn }) {
      const { tx, actor } = context;
      const { campaign, members } = await contributing(context, id);
      const report = await getReportRow(tx, reportId);
      if (report.campaign_id !== id) throw new AppError('not_found');
      if (permission === 'report.submit') members.actingFor(actor, report.org_id);
      else if (!directs(members, actor))
        throw new AppError('forbidden', `总结由“${campaign.org_name}”签收，请由该单位办理`);
      const status = moveReport(report.status, action);
      if (report.version !== version) throw new AppError('stale');
      if (answersItself(campaign, report) && (action === 'receive' || action === 'return'))
        throw new AppError('conflict', `总结已经报送“${campaign.superior_org}”，由上级签收`, { allowed: [] });
      const change = await effect(context, { campaign, members, report }, { words, dueOn });
      await saveReport(tx, report, { ...change, status });
      if (action === 'submit' && answersItself(campaign, report)) {
        await meetUpwardTerm(context, id, report.kind);
        await context.jobs.add(reportUpType, { reportId });
      }
      if (report.source_id !== null && (action === 'receive' || action === 'return'))
        await context.jobs.add(reportAnswerType, { reportId, words, dueOn });
      if (action === 'submit' || action === 'receive' || action === 'return')
        await writeEvent(
          context,
          campaign,
          `report-${action}`,
          [`${report.org_name}${CAMPAIGN_REPORT_NAMES[report.kind]}`, words].filter(Boolean).join('：'),
          report.region,
        );
      return {
        result: await reportingOf(context, id),
        audit: { on: reportId, why: words || null, before: { status: report.status }, after: { status } },
      };
    },
  });

/** The numbers, cases and pictures as they are now; the officer's own words stay. */
export const refillReport = step({
  action: 'refill',
  title: '更新总结中的数字',
  permission: 'report.submit',
  async effect(context, { campaign, members, report }) {
    const member = members.actingFor(context.actor, report.org_id);
    const filling = await fillReport(context, campaign, members, member, report.kind);
    await refillDraft(context, report.document_id, filling.values, filling.attachments);
    return { figures: JSON.stringify(filling.figures), filled_at: context.clock.now() };
  },
});

/** A returned report is drawn up anew from its own words and the present numbers. */
export const redraftReport = step({
  action: 'redraft',
  title: '重新拟制工作总结',
  permission: 'report.submit',
  async effect(context, { campaign, members, report }) {
    const member = members.actingFor(context.actor, report.org_id);
    const filling = await fillReport(context, campaign, members, member, report.kind);
    const earlier = await documentValues(context.tx, report.document_id);
    const documentId = await draftDocument(context, {
      bureau: report.bureau,
      region: report.region,
      on: campaign.id,
      form: FORM,
      title: `${campaign.name}${CAMPAIGN_REPORT_NAMES[report.kind]}（${member.name}）`.slice(0, 120),
      values: { ...earlier, ...filling.values },
      attachments: filling.attachments,
    });
    return {
      document_id: documentId,
      number: null,
      figures: JSON.stringify(filling.figures),
      filled_at: context.clock.now(),
    };
  },
});

/** 报送: upward to the owner; the owner's own goes to its superior, outside the platform. */
export const submitReport = step({
  action: 'submit',
  title: '报送工作总结',
  permission: 'report.submit',
  async effect(context, { campaign, members, report }) {
    const { actor, clock } = context;
    const unit = members.units.find(({ org_id }) => org_id === report.org_id);
    if (unit) await meetTerm(context, unit.id, reportTerm(report.kind));
    if (report.org_id !== campaign.org_id)
      await notify(context, {
        to: { orgId: campaign.org_id, permission: 'campaign.write', upward: true },
        kind: 'task',
        title: `${report.org_name}报送了${CAMPAIGN_REPORT_NAMES[report.kind]}，请签收`,
        text: campaign.name,
        path: pathOf(campaign.id, 'report'),
        on: campaign.id,
      });
    return { submitted_at: clock.now(), submitted_by_name: actor.name, return_reason: null };
  },
});

/** 签收: the receipt goes back to the unit. For the owner's own report it is what the superior answered. */
export const receiveReport = step({
  action: 'receive',
  title: '签收工作总结',
  permission: 'campaign.write',
  async effect(context, { campaign, report }, { words }) {
    const { actor, clock } = context;
    if (report.org_id === campaign.org_id && words.length < 2)
      throw new AppError('invalid_input', '请写明上级机关的签收情况（回执号、签收人或者日期）', {
        problems: [{ path: 'words', message: '没有填写' }],
      });
    const receipt = words || `${campaign.org_name}于${dayInChina(clock.now())}签收`;
    await tellUnit(
      context,
      campaign,
      report,
      'notice',
      `${CAMPAIGN_REPORT_NAMES[report.kind]}已签收`,
      receipt,
    );
    return { receipt, received_at: clock.now(), received_by_name: actor.name };
  },
});

/** 退回: with the reason, and a new term where the owner sets one. */
export const returnReport = step({
  action: 'return',
  title: '退回工作总结',
  permission: 'campaign.write',
  async effect(context, { campaign, members, report }, { words, dueOn }) {
    if (words.length < 2) throw new AppError('invalid_input', '退回要写明理由，以便单位修改');
    const unit = members.units.find(({ org_id }) => org_id === report.org_id);
    if (dueOn !== null && dueOn < dayInChina(context.clock.now()))
      throw new AppError('invalid_input', '重新报送的期限不能早于今天', {
        problems: [{ path: 'dueOn', message: '不能早于今天' }],
      });
    if (unit && dueOn !== null) {
      await keepReportTerm(context, campaign, unit, report.kind, dueOn);
    }
    await tellUnit(
      context,
      campaign,
      report,
      'task',
      `${CAMPAIGN_REPORT_NAMES[report.kind]}被退回，请修改后重新报送`,
      words,
    );
    return { return_reason: words, submitted_at: null, submitted_by_name: null };
  },
});

async function tellUnit(
  context: WriteContext,
  campaign: CampaignRow,
  report: ReportRow,
  kind: 'notice' | 'task',
  what: string,
  text: string,
): Promise<void> {
  // A bureau below is told on its own side, with its own report.
  if (report.source_id !== null) return;
  await notify(context, {
    to: { orgId: report.org_id, permission: 'report.submit', upward: true },
    kind,
    title: `${campaign.name}：${what}`,
    text,
    path: pathOf(campaign.id, 'report'),
    on: campaign.id,
  });
}
