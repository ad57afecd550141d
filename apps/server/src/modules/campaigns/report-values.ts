import {
  CAMPAIGN_MEASURES,
  CAMPAIGN_REPORT_NAMES,
  type CampaignMeasure,
  type CampaignReportKind,
} from '@wangjian/core/campaign.ts';
import type { ReadContext } from '../../platform/use-case.ts';
import { type AttachedFile, type DocumentValues, documentContent } from '../documents/service.ts';
import { annex2Table, countLines, inTenThousands } from '../reports/service.ts';
import { handDownsOf } from './hand-down-store.ts';
import { countByOrg } from './measures.ts';
import type { Member, Members } from './members.ts';
import { countedOf } from './present.ts';
import { publicityInWords } from './publicity-told.ts';
import { type CampaignRow, tasksOf } from './store.ts';
import { isVideo, picturesOf, typicalCasesOf } from './work-store.ts';

/** What the records say for a report: fields of its form, the frozen numbers, and the files that go with it. */
export interface ReportFilling {
  readonly values: DocumentValues;
  readonly figures: Readonly<Record<string, number>>;
  readonly attachments: readonly AttachedFile[];
}

const dayInWords = (day: string) =>
  `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
const valueInWords = (measure: CampaignMeasure, value: number) =>
  measure === 'fines' ? inTenThousands(value) : String(value);

/** The basis of a plan inside “按照……的要求”, however its writer framed it. */
const orderIn = (basis: string): string =>
  basis
    .trim()
    .replace(/^(?:根据|按照|依据)/, '')
    .replace(/的?(?:部署和要求|部署要求|要求|部署)?[。，]?$/, '');

/**
 * Fills a report from the records: the numbers of the unit in the days and the scope of the campaign (the owner's: of
 * all units), Annex 2, typical cases with their decisions masked for publication, pictures that have a caption.
 */
export async function fillReport(
  context: ReadContext,
  campaign: CampaignRow,
  members: Members,
  member: Member,
  kind: CampaignReportKind,
): Promise<ReportFilling> {
  const { tx } = context;
  const now = countedOf(context, campaign, member.owner ? await handDownsOf(tx, campaign.id) : []);
  const counted = {
    ...now,
    to:
      kind === 'midterm' && campaign.midterm_on !== null && campaign.midterm_on < now.to
        ? campaign.midterm_on
        : now.to,
  };
  const orgs = member.owner ? null : members.orgsOf(member.orgId);
  const figures = await countLines(
    tx,
    { bureaus: counted.bureaus, orgIds: orgs, within: counted.within },
    counted,
  );
  const counts = (await countByOrg(tx, counted)).filter(
    ({ orgId }) => orgs === null || (orgId !== null && orgs.includes(orgId)),
  );
  const publicity = await publicityInWords(tx, counted, orgs);
  const count = (measure: CampaignMeasure) =>
    counts.filter((one) => one.measure === measure).reduce((sum, { value }) => sum + value, 0);
  const tasks = (await tasksOf(tx, campaign.id)).filter(
    (task) => task.status !== 'withdrawn' && (member.owner || task.org_id === member.orgId),
  );
  const belongs = (one: { org_id: string; adopted: boolean }) =>
    one.org_id === member.orgId || (member.owner && one.adopted);
  // The owner may have chosen what a unit chose too: a case stands in a report once.
  const cases = (await typicalCasesOf(tx, campaign.id))
    .filter(belongs)
    .filter((one, at, all) => all.findIndex(({ case_id }) => case_id === one.case_id) === at);
  const material = (await picturesOf(tx, campaign.id)).filter((one) => belongs(one) && one.caption !== '');
  const pictures = material.filter((one) => !isVideo(one));
  const span = `${dayInWords(counted.from)}至${dayInWords(counted.to)}`;
  const goals = member.owner
    ? campaign.goals.map(({ measure, target }) => {
        const { name, unit } = CAMPAIGN_MEASURES[measure];
        return `${name}目标 ${valueInWords(measure, target)} ${unit}，完成 ${valueInWords(measure, count(measure))} ${unit}`;
      })
    : [];
  return {
    figures,
    values: {
      title: `关于${campaign.name}${CAMPAIGN_REPORT_NAMES[kind].slice(0, 2)}工作情况的总结`,
      to: member.owner ? campaign.report_to || '上级主管机关' : campaign.org_name,
      copies: member.owner ? campaign.copies_to : '',
      opening: `按照${orderIn(campaign.basis) || `《${campaign.name}方案》`}的要求，${member.name}组织开展了专项行动。现将${span}的工作情况总结如下。`,
      results: [
        `${span}，网上检查网站、网店 ${count('online-checks')} 个次，实地检查网站、网店经营者 ${count('on-site-checks')} 个次；登记线索 ${count('leads')} 条，办结线索 ${count('closed-leads')} 条；责令整改网站、网店 ${count('corrections')} 个次，督促删除违法商品信息 ${count('deletions')} 条；查处网络违法案件 ${count('cases')} 件，移送公安机关案件 ${count('police-transfers')} 件，罚没款 ${inTenThousands(count('fines'))} 万元。`,
        ...(publicity === null ? [] : [publicity]),
        ...(tasks.length > 0
          ? [
              `任务分解 ${tasks.length} 项，已完成 ${tasks.filter(({ status }) => status === 'done').length} 项。`,
            ]
          : []),
        ...(goals.length > 0 ? [`${goals.join('；')}。`] : []),
      ].join('\n'),
      figures: annex2Table().lines.map(({ id, words, unit }) => ({
        item: words,
        value: unit === '万元' ? inTenThousands(figures[id] ?? 0) : String(figures[id] ?? 0),
        remark: '',
      })),
      cases: cases.map((one) => ({ name: one.title, told: one.summary, decision: one.decision_number })),
      pictures: pictures.map(({ caption, sha256 }) => ({ caption, picture: sha256 })),
    },
    attachments: [
      ...material.map(({ name, sha256, bytes }) => ({ name, sha256, bytes })),
      ...(await decisionsOf(context, cases)),
    ],
  };
}

/** The decisions of the cases as copies for publication. */
async function decisionsOf(
  context: ReadContext,
  cases: readonly { decision_document: string; decision_number: string }[],
): Promise<AttachedFile[]> {
  const files: AttachedFile[] = [];
  for (const { decision_document: document, decision_number: number } of cases) {
    const content = await documentContent(context, document, 'public');
    files.push({ name: `处罚决定书（${number}）公开副本.docx`, ...(await context.files.put(content)) });
  }
  return files;
}

/** What a unit wrote on its tasks: the first words of 经验做法, for the officer to go on from. */
export async function experienceOf(
  { tx }: Pick<ReadContext, 'tx'>,
  campaign: CampaignRow,
  member: Member,
): Promise<string> {
  const told = (await tasksOf(tx, campaign.id)).filter(
    (task) => task.progress !== null && (member.owner || task.org_id === member.orgId),
  );
  const lines = told.map(
    (task) => `${task.title}${member.owner ? `（${task.org_name}）` : ''}：${task.progress}`,
  );
  return lines.join('\n').slice(0, 20_000);
}
