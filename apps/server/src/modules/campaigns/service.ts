import { CAMPAIGN_STATUS_NAMES } from '@wangjian/core/campaign.ts';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import { z } from 'zod';
import { may } from '../../platform/actor.ts';
import { listExport } from '../../platform/export/list-export.ts';
import { readCase } from '../../platform/use-case.ts';
import { ruleBook } from '../findings/service.ts';
import { unitsOfBureau } from '../officers/service.ts';
import { presetPlans, productCategories } from './catalog.ts';
import * as contract from './contract.ts';
import { officesBelow } from './hand-down.ts';
import { campaignDetail, presentCampaign } from './present.ts';
import { campaignRows, listCampaignRows } from './store.ts';

export const listCampaigns = readCase({
  action: 'campaign.list',
  title: '查看专项行动列表',
  permission: 'campaign.read',
  input: contract.listCampaigns.query!,
  async run({ tx, actor, regions, clock }, query) {
    const today = dayInChina(clock.now());
    const { items, total } = await listCampaignRows(tx, actor.bureau, query, query);
    return {
      result: { items: items.map((row) => presentCampaign(row, regions, today)), total },
      audit: 'plain',
    };
  },
});

export const getCampaign = readCase({
  action: 'campaign.read',
  title: '查看专项行动',
  permission: 'campaign.read',
  input: contract.getCampaign.params!,
  run: async (context, { id }) => ({ result: await campaignDetail(context, id), audit: 'plain' }),
});

/** What a plan is chosen from; units only within the reader's own region. */
export const getPlanChoices = readCase({
  action: 'campaign.choices',
  title: '查看方案样式',
  permission: 'campaign.read',
  input: z.undefined(),
  async run({ tx, actor, clock, regions }) {
    const tree = await unitsOfBureau(tx, actor.bureau);
    const owner = actor.kind === 'officer' ? tree.officeOf(actor.orgId) : undefined;
    const within = new Set(regions.within(owner?.region ?? actor.region));
    const below = await officesBelow(tx, regions, {
      bureau: actor.bureau,
      region: owner?.region ?? actor.region,
    });
    const { catalog, categoryName } = ruleBook();
    return {
      result: {
        own: may(actor, 'campaign.write') && owner ? { orgId: owner.id, name: owner.name } : null,
        presets: presetPlans(Number(dayInChina(clock.now()).slice(0, 4))),
        products: productCategories().map(({ id, name }) => ({ id, name })),
        violations: [...catalog.violations.values()].map(({ id, name, category }) => ({
          id,
          name,
          category: categoryName(category),
        })),
        units: tree.all
          .filter(({ active, region }) => active && within.has(region))
          .map(({ id, level }) => ({ id, name: tree.fullName(id), level, below: false }))
          .concat(below.map(({ id, name }) => ({ id, name, level: 'city' as const, below: true }))),
      },
      audit: 'plain',
    };
  },
});

/** The list as a table. */
export const exportCampaigns = listExport({
  action: 'campaign.export',
  title: '导出专项行动',
  name: '专项行动',
  query: contract.exportCampaigns.query!,
  columns: [
    { title: '名称', value: (row: contract.CampaignListItem) => row.name, width: 40 },
    { title: '状态', value: (row: contract.CampaignListItem) => CAMPAIGN_STATUS_NAMES[row.status] },
    { title: '牵头单位', value: (row: contract.CampaignListItem) => row.orgName, width: 28 },
    { title: '开始日期', value: (row: contract.CampaignListItem) => row.startsOn, width: 14 },
    { title: '结束日期', value: (row: contract.CampaignListItem) => row.endsOn, width: 14 },
    { title: '中期总结期限', value: (row: contract.CampaignListItem) => row.midtermOn, width: 14 },
    { title: '全面总结期限', value: (row: contract.CampaignListItem) => row.finalOn, width: 14 },
    { title: '任务', value: (row: contract.CampaignListItem) => row.items },
    { title: '印发日期', value: (row: contract.CampaignListItem) => row.issuedOn, width: 14 },
    { title: '拟制人', value: (row: contract.CampaignListItem) => row.createdBy },
  ],
  rows: ({ tx, actor }, query) =>
    campaignRows(tx, actor.bureau, query).orderBy('c.starts_on', 'desc').orderBy('c.id'),
  present: ({ regions, clock }, rows) =>
    rows.map((row) => presentCampaign(row, regions, dayInChina(clock.now()))),
});
