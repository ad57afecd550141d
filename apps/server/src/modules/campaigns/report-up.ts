import { CAMPAIGN_REPORT_NAMES } from '@wangjian/core/campaign.ts';
import { bureauOfId } from '@wangjian/core/ids.ts';
import { z } from 'zod';
import { defineJob } from '../../platform/jobs/define-job.ts';
import { readCase, useCase } from '../../platform/use-case.ts';
import { notify } from '../inbox/service.ts';
import { pathOf, writeEvent } from './course.ts';
import { lockHandDown } from './hand-down-store.ts';
import { reportAnswerType, reportUpType } from './hand-down-types.ts';
import { lockCampaign, readCampaign } from './store.ts';
import { keepUpwardTerm } from './terms.ts';
import { underSuperior } from './under-superior.ts';
import { moveReport } from './work-lifecycle.ts';
import {
  getReportRow,
  insertPicture,
  insertReport,
  insertTypicalCase,
  type PictureRow,
  picturesOf,
  type ReportRow,
  reportOfUnit,
  saveReport,
  type TypicalCaseRow,
  typicalCasesOf,
} from './work-store.ts';

/** A report as it was handed in, with the cases and pictures that stand in it. */
interface Parcel {
  readonly hand: string;
  readonly report: ReportRow;
  readonly cases: readonly TypicalCaseRow[];
  readonly pictures: readonly PictureRow[];
}

const pack = readCase({
  action: 'campaign.report-pack',
  title: '整理报送上级的总结',
  permission: 'campaign.read',
  input: z.object({ reportId: z.string() }),
  async run({ tx }, { reportId }) {
    const report = await getReportRow(tx, reportId);
    const campaign = await readCampaign(tx, report.campaign_id);
    const told = (one: { readonly org_id: string; readonly adopted: boolean }) =>
      one.org_id === campaign.org_id || one.adopted;
    const result: Parcel | null =
      report.status === 'submitted' && campaign.superior_hand !== null && underSuperior(campaign)
        ? {
            hand: campaign.superior_hand,
            report,
            cases: (await typicalCasesOf(tx, campaign.id)).filter(told),
            pictures: (await picturesOf(tx, campaign.id)).filter((one) => told(one) && one.caption !== ''),
          }
        : null;
    return { result, audit: 'plain' };
  },
});

/** The superior's side of a report: as one of a unit, to be received or returned. The same one twice is one. */
const takeReport = useCase({
  action: 'campaign.report-arrive',
  title: '收到下级局的工作总结',
  permission: 'campaign.write',
  input: z.object({ parcel: z.custom<Parcel>() }),
  async run(context, { parcel: { hand: handId, report, cases, pictures } }) {
    const { tx, newId } = context;
    const hand = await lockHandDown(tx, handId);
    const campaign = await readCampaign(tx, hand.campaign_id);
    const { bureau, region } = campaign;
    const known = await reportOfUnit(tx, campaign.id, hand.org_id, report.kind);
    const audit = { on: campaign.id, after: { report: report.id, figures: report.figures } };
    if (known && (known.source_version ?? 0) >= report.version)
      return { result: null, audit: { ...audit, why: '已经收到' } };
    const told = {
      document_id: report.document_id,
      status: 'submitted' as const,
      number: report.number,
      figures: JSON.stringify(report.figures),
      filled_at: report.filled_at,
      submitted_at: report.submitted_at,
      submitted_by_name: report.submitted_by_name,
      return_reason: null,
      source_id: report.id,
      source_version: report.version,
    };
    if (known) await saveReport(tx, known, told);
    else
      await insertReport(tx, {
        ...told,
        bureau,
        id: newId('campaignreport', bureau),
        region,
        campaign_id: campaign.id,
        kind: report.kind,
        org_id: hand.org_id,
        org_name: hand.org_name,
        receipt: null,
        received_at: null,
        received_by_name: null,
      });
    const place = { bureau, region, campaign_id: campaign.id, org_id: hand.org_id, org_name: hand.org_name };
    const heldCases = new Set((await typicalCasesOf(tx, campaign.id)).map((one) => one.source_id));
    for (const {
      id,
      case_id,
      title,
      summary,
      decision_document,
      decision_number,
      chosen_at,
      chosen_by_name,
    } of cases)
      if (!heldCases.has(id))
        await insertTypicalCase(tx, {
          ...place,
          ...{ case_id, title, summary, decision_document, decision_number, chosen_at, chosen_by_name },
          id: newId('campaigncase', bureau),
          source_id: id,
        });
    const heldPictures = new Set((await picturesOf(tx, campaign.id)).map((one) => one.source_id));
    for (const { id, name, type, bytes, sha256, caption, added_at, added_by, added_by_name } of pictures)
      if (!heldPictures.has(id))
        await insertPicture(tx, {
          ...place,
          ...{ name, type, bytes, sha256, caption, added_at, added_by, added_by_name },
          id: newId('campaignpicture', bureau),
          source_id: id,
        });
    const what = `${hand.org_name}${CAMPAIGN_REPORT_NAMES[report.kind]}`;
    await writeEvent(context, campaign, 'report-submit', what);
    await notify(context, {
      to: { orgId: campaign.org_id, permission: 'campaign.write', upward: true },
      kind: 'task',
      title: `${hand.org_name}报送了${CAMPAIGN_REPORT_NAMES[report.kind]}，请签收`,
      text: campaign.name,
      path: pathOf(campaign.id, 'report'),
      on: campaign.id,
    });
    return { result: null, audit };
  },
});

const reportUp = defineJob({
  ...reportUpType,
  async run({ run }, { reportId }) {
    const parcel = await run(pack, { reportId }, { bureau: bureauOfId(reportId) });
    if (parcel !== null) await run(takeReport, { parcel }, { bureau: bureauOfId(parcel.hand) });
  },
});

const readAnswer = readCase({
  action: 'campaign.report-read-answer',
  title: '读取上级对总结的答复',
  permission: 'campaign.read',
  input: z.object({ reportId: z.string() }),
  run: async ({ tx }, { reportId }) => ({ result: await getReportRow(tx, reportId), audit: 'plain' }),
});

/** The bureau's own report takes the superior's receipt or return; an answer to an earlier one changes nothing. */
const takeAnswer = useCase({
  action: 'campaign.report-answered',
  title: '收到上级对总结的答复',
  permission: 'campaign.write',
  input: z.object({ answer: z.custom<ReportRow>(), words: z.string(), dueOn: z.string().nullable() }),
  async run(context, { answer, words, dueOn }) {
    const { tx } = context;
    const report = await getReportRow(tx, answer.source_id!);
    const audit = { on: report.id, why: words || null, after: { status: answer.status } };
    const same = report.version === answer.source_version;
    if (report.status !== 'submitted' || !same || answer.status === 'submitted')
      return { result: null, audit: { ...audit, why: '已经收到' } };
    const campaign = await lockCampaign(tx, report.campaign_id);
    const received = answer.status === 'received';
    const action = received ? 'receive' : 'return';
    await saveReport(tx, report, {
      status: moveReport(report.status, action),
      ...(received
        ? {
            receipt: answer.receipt,
            received_at: answer.received_at,
            received_by_name: answer.received_by_name,
          }
        : { return_reason: answer.return_reason, submitted_at: null, submitted_by_name: null }),
    });
    if (!received) {
      const asked = report.kind === 'midterm' ? campaign.handed?.midtermOn : campaign.handed?.finalOn;
      await keepUpwardTerm(context, campaign, report.kind, dueOn ?? asked ?? null);
    }
    const name = CAMPAIGN_REPORT_NAMES[report.kind];
    const said = received ? (answer.receipt ?? '') : (answer.return_reason ?? '');
    await writeEvent(context, campaign, `report-${action}`, `${campaign.superior_org}：${name}：${said}`);
    await notify(context, {
      to: { orgId: report.org_id, permission: 'report.submit', upward: true },
      kind: received ? 'notice' : 'task',
      title: received
        ? `上级已签收${name}：${campaign.name}`
        : `上级退回${name}，请修改后重新报送：${campaign.name}`,
      text: said,
      path: pathOf(campaign.id, 'report'),
      on: campaign.id,
    });
    return { result: null, audit };
  },
});

const reportAnswer = defineJob({
  ...reportAnswerType,
  async run({ run }, { reportId, words, dueOn }) {
    const answer = await run(readAnswer, { reportId }, { bureau: bureauOfId(reportId) });
    if (answer.source_id === null) return;
    await run(takeAnswer, { answer, words, dueOn }, { bureau: bureauOfId(answer.source_id) });
  },
});

export const reportJobs = [reportUp, reportAnswer];
