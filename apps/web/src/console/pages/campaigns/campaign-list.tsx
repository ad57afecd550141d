import { Link } from '@tanstack/react-router';
import { CAMPAIGN_STATUS_NAMES } from '@wangjian/core/campaign.ts';
import {
  type CampaignListItem,
  exportCampaigns,
  listCampaigns,
} from '@wangjian/server/modules/campaigns/contract.ts';
import { Button } from 'antd';
import { call } from '../../../api/call.ts';
import type { ListColumn, ListFilter } from '../../list/list-column.ts';
import { ListPage } from '../../list/list-page.tsx';
import { useMay } from '../../session/use-me.ts';
import { PageFrame } from '../../shell/page-frame.tsx';
import { minuteOf, todayInChina } from '../../time-words.ts';
import { Word } from '../../word-tag.tsx';
import { optionsOf } from '../../words.ts';

const COLUMNS: readonly ListColumn<CampaignListItem>[] = [
  {
    key: 'name',
    title: '名称',
    width: 280,
    grow: true,
    sort: 'name',
    render: (item) => <Link to={`/campaigns/${item.id}`}>{item.name}</Link>,
    hint: (item) => item.name,
  },
  {
    key: 'status',
    title: '状态',
    width: 90,
    sort: 'status',
    render: (item) => <Word of={CAMPAIGN_STATUS_NAMES} value={item.status} />,
  },
  { key: 'phase', title: '今天所在阶段', width: 140, render: (item) => item.phase },
  { key: 'orgName', title: '牵头单位', width: 190, render: (item) => item.orgName },
  { key: 'startsOn', title: '开始', width: 100, sort: 'startsOn', render: (item) => item.startsOn },
  { key: 'endsOn', title: '结束', width: 100, render: (item) => item.endsOn },
  { key: 'midtermOn', title: '中期总结', width: 100, render: (item) => item.midtermOn },
  { key: 'finalOn', title: '全面总结', width: 100, render: (item) => item.finalOn },
  { key: 'items', title: '任务', width: 60, align: 'right', render: (item) => String(item.items) },
  { key: 'createdBy', title: '拟制人', width: 80, optional: true, render: (item) => item.createdBy },
  {
    key: 'createdAt',
    title: '拟制时间',
    width: 134,
    optional: true,
    sort: 'createdAt',
    render: (item) => minuteOf(item.createdAt),
  },
];

const YEAR = Number(todayInChina().slice(0, 4));
const FILTERS: readonly ListFilter[] = [
  { name: 'status', label: '状态', input: 'many', options: optionsOf(CAMPAIGN_STATUS_NAMES) },
  {
    name: 'year',
    label: '年度',
    input: 'one',
    options: [0, 1, 2, 3, 4].map((back) => ({ value: String(YEAR - back), label: `${YEAR - back}年` })),
  },
];

/** 专项行动列表. */
export default function CampaignList() {
  const mayWrite = useMay('campaign.write');
  const fresh = mayWrite && (
    <Link to="/campaigns/new">
      <Button type="primary">拟制方案</Button>
    </Link>
  );
  return (
    <PageFrame fill actions={fresh}>
      <ListPage
        list="campaigns"
        label="专项行动"
        columns={COLUMNS}
        filters={FILTERS}
        defaultSort="-startsOn"
        keyword="名称、牵头单位"
        load={(query, signal) => call(listCampaigns, { query, signal })}
        exports={exportCampaigns}
        hrefOf={(item) => `/campaigns/${item.id}`}
        empty={
          <>
            <b>还没有专项行动</b>
            <span className="soft">
              拟制方案，把任务分解到单位和责任领导；印发后各单位签收办理，进度从办案记录自动统计。
            </span>
            {fresh}
          </>
        }
      />
    </PageFrame>
  );
}
