import {
  CAMPAIGN_MEASURE_IDS,
  CAMPAIGN_REPORT_STATUS_NAMES,
  type CampaignMeasure,
  type CampaignReportKind,
} from '@wangjian/core/campaign.ts';
import { type ReadContext, readCase } from '../../platform/use-case.ts';
import { unitsOfBureau } from '../officers/service.ts';
import { bureauInWords } from './below.ts';
import * as contract from './contract.ts';
import { standing } from './hand-down.ts';
import { handDownsOf, tasksBelow } from './hand-down-store.ts';
import { countByOrg, recordsBehind } from './measures.ts';
import { membersOf } from './members.ts';
import { missingOf } from './missing.ts';
import { countedOf } from './present.ts';
import { readCampaign, tasksOf } from './store.ts';
import { reportsOf } from './work-store.ts';

type Values = Record<CampaignMeasure, number>;
const nothing = () => Object.fromEntries(CAMPAIGN_MEASURE_IDS.map((id) => [id, 0])) as Values;

/** The progress of a campaign by unit: tasks, what was done by the records, reports, what is missing. */
async function boardOf(
  context: Pick<ReadContext, 'tx' | 'clock' | 'regions'>,
  id: string,
): Promise<contract.CampaignBoard> {
  const { tx } = context;
  const campaign = await readCampaign(tx, id);
  const members = await membersOf(tx, campaign);
  const hands = (await handDownsOf(tx, id)).filter(standing);
  const counted = countedOf(context, campaign, hands);
  const heads = new Map(hands.map((hand) => [hand.to_bureau, hand.org_id]));
  const values = new Map<string | null, Values>(
    [...members.units, ...hands].map(({ org_id }) => [org_id, nothing()]),
  );
  const totals = nothing();
  for (const { measure, bureau, orgId, value } of await countByOrg(tx, counted)) {
    // All that a bureau below did counts to it; within the own bureau the plan's units share.
    const unit = heads.get(bureau) ?? members.countsTo(orgId);
    const row = values.get(unit) ?? nothing();
    row[measure] += value;
    values.set(unit, row);
    totals[measure] += value;
  }
  const [tasks, reports, missing] = [
    (await tasksOf(tx, id)).filter(({ status }) => status !== 'withdrawn'),
    await reportsOf(tx, id),
    await missingOf(context, campaign, members),
  ];
  const reportWords = (orgId: string, kind: CampaignReportKind) => {
    const report = reports.find((one) => one.org_id === orgId && one.kind === kind);
    return report ? CAMPAIGN_REPORT_STATUS_NAMES[report.status] : null;
  };
  const rows: contract.CampaignBoard['rows'] = members.units.map((unit) => {
    const own = tasks.filter(({ org_id }) => org_id === unit.org_id);
    return {
      orgId: unit.org_id,
      name: unit.org_name,
      bureau: null,
      tasks: own.length,
      tasksDone: own.filter(({ status }) => status === 'done').length,
      values: values.get(unit.org_id) ?? nothing(),
      midterm: reportWords(unit.org_id, 'midterm'),
      final: reportWords(unit.org_id, 'final'),
      missing: missing.get(unit.org_id) ?? [],
    };
  });
  for (const hand of hands) {
    const tasks = hand.child_id === null ? { all: 0, done: 0 } : await tasksBelow(tx, hand.child_id);
    rows.push({
      orgId: hand.org_id,
      name: hand.org_name,
      bureau: { childId: hand.child_id, words: bureauInWords(hand) },
      tasks: tasks.all,
      tasksDone: tasks.done,
      values: values.get(hand.org_id) ?? nothing(),
      midterm: reportWords(hand.org_id, 'midterm'),
      final: reportWords(hand.org_id, 'final'),
      missing: missing.get(hand.org_id) ?? [],
    });
  }
  const others = values.get(null);
  if (others)
    rows.push({
      orgId: null,
      name: '未分派或方案以外',
      bureau: null,
      tasks: 0,
      tasksDone: 0,
      values: others,
      midterm: null,
      final: null,
      missing: [],
    });
  return { from: counted.from, to: [counted.from, counted.to].toSorted()[1]!, rows, totals };
}

export const getBoard = readCase({
  action: 'campaign.board',
  title: '查看专项行动进度',
  permission: 'campaign.read',
  input: contract.getBoard.params!,
  run: async (context, { id }) => ({ result: await boardOf(context, id), audit: 'plain' }),
});

export const listCampaignRecords = readCase({
  action: 'campaign.records',
  title: '查看专项行动数字背后的记录',
  permission: 'campaign.read',
  input: contract.listCampaignRecords.query!.extend(contract.listCampaignRecords.params!.shape),
  async run(context, { id, measure, org, page, pageSize }) {
    const { tx } = context;
    const campaign = await readCampaign(tx, id);
    const members = await membersOf(tx, campaign);
    const hands = (await handDownsOf(tx, id)).filter(standing);
    const below = hands.find(({ org_id }) => org_id === org);
    const all = countedOf(context, campaign, hands);
    const counted =
      org === undefined ? all : { ...all, bureaus: [below ? below.to_bureau : campaign.bureau] };
    const orgs =
      org === undefined || below
        ? null
        : org === 'others'
          ? { notOf: members.units.flatMap((unit) => members.orgsOf(unit.org_id)) }
          : { of: members.orgsOf(org) };
    const { items, total } = await recordsBehind(tx, measure, counted, orgs, { page, pageSize });
    const trees = new Map([[campaign.bureau, members.tree]]);
    for (const { bureau } of items)
      if (!trees.has(bureau)) trees.set(bureau, await unitsOfBureau(tx, bureau));
    return {
      result: {
        items: items.map((row) => ({
          id: row.id,
          title: row.title,
          path: row.path,
          day: row.day,
          orgName: trees.get(row.bureau)?.fullName(row.org_id) ?? '—',
          pieces: row.pieces,
          fen: Number(row.fen),
        })),
        total,
      },
      audit: 'plain',
    };
  },
});
