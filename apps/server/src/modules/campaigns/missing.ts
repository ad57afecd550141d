import {
  CAMPAIGN_REPORT_KINDS,
  CAMPAIGN_REPORT_NAMES,
  type CampaignReportKind,
} from '@wangjian/core/campaign.ts';
import { addDays, addMonths, dayInChina, type PlainDate } from '@wangjian/core/plain-date.ts';
import type { ReadContext } from '../../platform/use-case.ts';
import { lackingBelow } from './below.ts';
import type { Missing } from './contract.ts';
import { handDownsOf } from './hand-down-store.ts';
import { monthsWithCheck } from './measures.ts';
import type { Members } from './members.ts';
import { type CampaignRow, tasksOf } from './store.ts';
import { reportDue } from './terms.ts';
import { pendingEdition } from './under-superior.ts';
import { picturesOf, reportsOf, typicalCasesOf, visitsOf } from './work-store.ts';

/** A report is asked for so many days before it is due; cases and their words a little earlier. */
const [REPORT_AHEAD, CASES_AHEAD] = [15, 30];

/** Months `YYYY-MM` in which a unit had to check online: from the month of the order to the present one. */
function monthsBound(campaign: CampaignRow, today: PlainDate): string[] {
  if (!campaign.monthly_check || campaign.issued_on === null) return [];
  const from = [campaign.issued_on, campaign.starts_on].toSorted()[1]!;
  const to = [campaign.ends_on, today].toSorted()[0]!;
  const months: string[] = [];
  for (let day = `${from.slice(0, 7)}-01` as PlainDate; day <= to; day = addMonths(day, 1))
    months.push(day.slice(0, 7));
  return months;
}

const inWords = (month: string) => `${month.slice(0, 4)}年${Number(month.slice(5))}月`;

/**
 * What each unit (and the owner, by its own id) still lacks: a plan not received, tasks past their day, months without
 * an online check, reports due, too few typical cases, pictures without a caption, corrections not reported.
 */
export async function missingOf(
  { tx, clock }: Pick<ReadContext, 'tx' | 'clock'>,
  campaign: CampaignRow,
  members: Members,
): Promise<ReadonlyMap<string, Missing[]>> {
  const today = dayInChina(clock.now());
  const [tasks, reports, cases] = [
    await tasksOf(tx, campaign.id),
    await reportsOf(tx, campaign.id),
    await typicalCasesOf(tx, campaign.id),
  ];
  const [pictures, visits] = [await picturesOf(tx, campaign.id), await visitsOf(tx, campaign.id)];
  const months = monthsBound(campaign, today);
  const checked = new Set(
    months.length === 0
      ? []
      : (await monthsWithCheck(tx, { bureaus: [campaign.bureau], from: `${months[0]}-01`, to: today })).map(
          ({ orgId, month }) => `${members.countsTo(orgId)} ${month}`,
        ),
  );
  const lateTasks = (orgId: string): Missing[] =>
    tasks
      .filter((task) => task.org_id === orgId && (task.status === 'assigned' || task.status === 'working'))
      .filter((task) => task.due_on !== null && task.due_on < today)
      .map((task) => ({
        kind: 'task',
        words: `任务“${task.title}”已过时限`,
        dueOn: task.due_on,
        overdue: true,
      }));
  const checks = (orgId: string): Missing[] =>
    months
      .filter((month) => !checked.has(`${orgId} ${month}`))
      .map((month) => {
        const last = addDays(addMonths(`${month}-01` as PlainDate, 1), -1);
        return {
          kind: 'check',
          words: `${inWords(month)}没有线上检查`,
          dueOn: last,
          overdue: last < today,
        };
      });
  const reportsOfUnit = (orgId: string): Missing[] =>
    CAMPAIGN_REPORT_KINDS.flatMap((kind: CampaignReportKind): Missing[] => {
      const due = reportDue(campaign, kind);
      const report = reports.find((one) => one.org_id === orgId && one.kind === kind);
      const handedIn = report?.status === 'submitted' || report?.status === 'received';
      if (due === null || handedIn || addDays(today, REPORT_AHEAD) < due) return [];
      const returned = report?.status === 'returned' ? '被退回，还没有重新报送' : '没有报送';
      return [{ kind, words: `${CAMPAIGN_REPORT_NAMES[kind]}${returned}`, dueOn: due, overdue: due < today }];
    });
  const casesLacking = (orgId: string): Missing[] => {
    const owner = orgId === campaign.org_id;
    const count = cases.filter((one) => one.org_id === orgId || (owner && one.adopted)).length;
    const soon = CAMPAIGN_REPORT_KINDS.some((kind) => {
      const due = reportDue(campaign, kind);
      // Between the two reports nobody is pressed; what the last one lacks stays lacking.
      return due !== null && addDays(today, CASES_AHEAD) >= due && (kind === 'final' || due >= today);
    });
    if (count >= campaign.cases_wanted || !(soon || campaign.status === 'summing-up')) return [];
    return [
      {
        kind: 'cases',
        words: `典型案例 ${count} 件，要求不少于 ${campaign.cases_wanted} 件`,
        dueOn: campaign.final_on,
        overdue: campaign.final_on !== null && campaign.final_on < today,
      },
    ];
  };
  const captions = (orgId: string): Missing[] => {
    const bare = pictures.filter((one) => one.org_id === orgId && one.caption === '').length;
    return bare === 0
      ? []
      : [{ kind: 'captions', words: `${bare} 个图片、视频没有说明`, dueOn: null, overdue: false }];
  };
  const corrections = (orgId: string): Missing[] =>
    visits
      .filter((visit) => visit.org_id === orgId && visit.status === 'open')
      .map((visit) => ({
        kind: 'visit',
        words: `${visit.visited_on} 督查要求的整改没有报告`,
        dueOn: visit.due_on,
        overdue: visit.due_on !== null && visit.due_on < today,
      }));
  const missing = new Map<string, Missing[]>();
  const under =
    campaign.status !== 'handed' &&
    campaign.status !== 'draft' &&
    campaign.status !== 'closed' &&
    campaign.status !== 'cancelled';
  const taking = new Map(members.units.map((unit) => [unit.org_id, unit]));
  for (const orgId of new Set([...taking.keys(), campaign.org_id])) {
    if (!under) continue;
    const unit = taking.get(orgId);
    missing.set(orgId, [
      ...(unit && unit.received_at === null
        ? [{ kind: 'receive' as const, words: '方案还没有签收', dueOn: null, overdue: false }]
        : []),
      ...(unit ? [...lateTasks(orgId), ...checks(orgId)] : []),
      ...corrections(orgId),
      ...reportsOfUnit(orgId),
      ...casesLacking(orgId),
      ...captions(orgId),
    ]);
  }
  if (under)
    for (const [orgId, lacking] of lackingBelow(campaign, await handDownsOf(tx, campaign.id), clock.now()))
      missing.set(orgId, [...lacking, ...corrections(orgId), ...reportsOfUnit(orgId)]);
  if (campaign.status === 'handed')
    missing.set(campaign.org_id, [
      { kind: 'receive', words: '上级部署还没有签收', dueOn: null, overdue: false },
    ]);
  if (pendingEdition(campaign))
    missing.set(campaign.org_id, [
      { kind: 'edition', words: '上级方案的修订还没有处理', dueOn: null, overdue: false },
      ...(missing.get(campaign.org_id) ?? []),
    ]);
  return missing;
}
