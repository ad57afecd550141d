import {
  CAMPAIGN_REPORT_KINDS,
  CAMPAIGN_REPORT_NAMES,
  type CampaignReportKind,
} from '@wangjian/core/campaign.ts';
import { dayInChina, type PlainDate } from '@wangjian/core/plain-date.ts';
import type { WriteContext } from '../../platform/use-case.ts';
import { deadlinesOf, endDeadline, setDeadline, startDeadline } from '../deadlines/service.ts';
import type { CampaignPlan } from './contract.ts';
import { pathOf } from './course.ts';
import type { CampaignRow, TaskRow, UnitRow } from './store.ts';
import { type ReportRow, reportsOf } from './work-store.ts';

/** The name of a report's term among those of a unit. */
export const reportTerm = (kind: CampaignReportKind) => `报送${CAMPAIGN_REPORT_NAMES[kind]}`;
const TASK_TERM = '任务完成';

/** The day by which a report is due; null where the plan asks for none. */
export const reportDue = (
  campaign: Pick<CampaignRow, 'midterm_on' | 'final_on'>,
  kind: CampaignReportKind,
): string | null => (kind === 'midterm' ? campaign.midterm_on : campaign.final_on);

interface Term {
  readonly on: string;
  readonly bureau: string;
  readonly region: string;
  readonly orgId: string;
  readonly term: string;
  readonly title: string;
  readonly path: string;
}

/** Lets a term that the plan sets run until a day, move to it, or end; a day that has passed starts none. */
async function keepTerm(context: WriteContext, term: Term, dueOn: string | null): Promise<void> {
  const views = (await deadlinesOf(context, [term.on])).get(term.on) ?? [];
  const running = views.find(
    (view) => view.rule === null && view.title === term.term && view.lamp !== 'done',
  );
  if (dueOn === null || (running === undefined && dueOn < dayInChina(context.clock.now()))) {
    if (running) {
      await endDeadline(context, { on: term.on, rule: null, term: term.term, outcome: 'dropped' });
    }
    return;
  }
  if (running?.due === dueOn) return;
  if (running) {
    await setDeadline(context, {
      on: term.on,
      term: term.term,
      dueOn: dueOn as PlainDate,
      reason: '方案修订',
    });
    return;
  }
  const { on, bureau, region, orgId, title, path } = term;
  await startDeadline(context, {
    ...{ on, bureau, region, orgId, title, path },
    rule: null,
    dueOn: dueOn as PlainDate,
    term: term.term,
  });
}

/** The terms of a unit's reports, as the plan has them now; a report that was handed in has none any more. */
export async function keepReportTerms(
  context: WriteContext,
  campaign: CampaignRow,
  unit: UnitRow,
  reports: readonly ReportRow[],
): Promise<void> {
  for (const kind of CAMPAIGN_REPORT_KINDS) {
    const report = reports.find((one) => one.org_id === unit.org_id && one.kind === kind);
    const handedIn = report?.status === 'submitted' || report?.status === 'received';
    const wanted = unit.withdrawn || handedIn ? null : reportDue(campaign, kind);
    await keepReportTerm(context, campaign, unit, kind, wanted);
  }
}

/** Sets, moves or ends the term of one report of a unit. */
export async function keepReportTerm(
  context: WriteContext,
  campaign: CampaignRow,
  unit: UnitRow,
  kind: CampaignReportKind,
  dueOn: string | null,
): Promise<void> {
  await keepTerm(
    context,
    {
      on: unit.id,
      bureau: unit.bureau,
      region: unit.region,
      orgId: unit.org_id,
      term: reportTerm(kind),
      title: `${campaign.name}（${unit.org_name}）`,
      path: pathOf(campaign.id, 'report'),
    },
    dueOn,
  );
}

/** The term of a task: none once it is done or was taken back. */
export async function keepTaskTerm(
  context: WriteContext,
  campaign: CampaignRow,
  task: Pick<TaskRow, 'id' | 'bureau' | 'region' | 'org_id' | 'title' | 'status' | 'due_on'>,
): Promise<void> {
  const open = task.status === 'assigned' || task.status === 'working';
  await keepTerm(
    context,
    {
      on: task.id,
      bureau: task.bureau,
      region: task.region,
      orgId: task.org_id,
      term: TASK_TERM,
      title: `${campaign.name}：${task.title}`,
      path: pathOf(campaign.id, 'tasks'),
    },
    open ? task.due_on : null,
  );
}

/** The name of the term by which a report is due to the superior. */
const upwardTerm = (kind: CampaignReportKind) => `向上级${reportTerm(kind)}`;

/** The terms that a superior set for the bureau's own reports; one that was handed in keeps none. */
export async function keepUpwardTerms(
  context: WriteContext,
  campaign: CampaignRow,
  handed: Pick<CampaignPlan, 'midtermOn' | 'finalOn'>,
): Promise<void> {
  const reports = await reportsOf(context.tx, campaign.id);
  for (const kind of CAMPAIGN_REPORT_KINDS) {
    const report = reports.find((one) => one.org_id === campaign.org_id && one.kind === kind);
    const handedIn = report?.status === 'submitted' || report?.status === 'received';
    const dueOn = kind === 'midterm' ? handed.midtermOn : handed.finalOn;
    await keepUpwardTerm(context, campaign, kind, handedIn ? null : dueOn);
  }
}

/** Sets, moves or ends the term of one report to the superior. */
export async function keepUpwardTerm(
  context: WriteContext,
  campaign: CampaignRow,
  kind: CampaignReportKind,
  dueOn: string | null,
): Promise<void> {
  await keepTerm(
    context,
    {
      on: campaign.id,
      bureau: campaign.bureau,
      region: campaign.region,
      orgId: campaign.org_id,
      term: upwardTerm(kind),
      title: `${campaign.name}（报${campaign.superior_org}）`,
      path: pathOf(campaign.id, 'report'),
    },
    dueOn,
  );
}

/** The bureau handed its report in to the superior. */
export async function meetUpwardTerm(
  context: WriteContext,
  campaignId: string,
  kind: CampaignReportKind,
): Promise<void> {
  await meetTerm(context, campaignId, upwardTerm(kind));
}

/** Nothing is due to the superior any more. */
export async function dropUpwardTerms(
  context: WriteContext,
  campaign: CampaignRow,
  reason: string,
): Promise<void> {
  await dropTerms(context, [campaign.id], reason);
}

/** The report was handed in, or the task was done. */
export async function meetTerm(context: WriteContext, on: string, term?: string): Promise<void> {
  await endDeadline(context, {
    on,
    ...(term === undefined ? {} : { rule: null, term }),
    outcome: 'met',
  });
}

/** The campaign is over or was called off: nothing of it is due any more. */
export async function dropTerms(
  context: WriteContext,
  ids: readonly string[],
  reason: string,
): Promise<void> {
  for (const on of ids) await endDeadline(context, { on, outcome: 'dropped', reason });
}
