import { Link } from '@tanstack/react-router';
import {
  GUIDANCE_KIND_NAMES,
  GUIDANCE_RESULT_NAMES,
  GUIDANCE_STATUS_NAMES,
} from '@wangjian/core/guidance.ts';
import {
  exportGuidance,
  type GuidanceItem,
  listGuidance,
} from '@wangjian/server/modules/guidance/contract.ts';
import { Button } from 'antd';
import { call } from '../../../api/call.ts';
import type { ListColumn, ListFilter } from '../../list/list-column.ts';
import { ListPage } from '../../list/list-page.tsx';
import { useMay } from '../../session/use-me.ts';
import { PageFrame } from '../../shell/page-frame.tsx';
import { minuteOf } from '../../time-words.ts';
import { Word } from '../../word-tag.tsx';
import { optionsOf } from '../../words.ts';

const COLUMNS: readonly ListColumn<GuidanceItem>[] = [
  {
    key: 'title',
    title: '事项',
    width: 240,
    grow: true,
    sort: 'title',
    render: (item) => <Link to={`/guidance/${item.id}`}>{item.title}</Link>,
    hint: (item) => item.title,
  },
  { key: 'kind', title: '类型', width: 84, render: (item) => GUIDANCE_KIND_NAMES[item.kind] },
  {
    key: 'status',
    title: '状态',
    width: 84,
    sort: 'status',
    render: (item) => <Word of={GUIDANCE_STATUS_NAMES} value={item.status} />,
  },
  {
    key: 'party',
    title: '当事人',
    width: 176,
    render: (item) => item.party,
    hint: (item) => item.party,
  },
  { key: 'number', title: '文号', width: 188, sort: 'number', render: (item) => item.number },
  { key: 'uscc', title: '统一社会信用代码', width: 176, optional: true, render: (item) => item.uscc },
  { key: 'region', title: '辖区', width: 82, render: (item) => item.regionName },
  { key: 'servedOn', title: '送达日期', width: 100, optional: true, render: (item) => item.servedOn },
  { key: 'dueOn', title: '反馈期限', width: 100, sort: 'dueOn', render: (item) => item.dueOn },
  {
    key: 'result',
    title: '结果',
    width: 84,
    render: (item) => (item.result ? GUIDANCE_RESULT_NAMES[item.result] : ''),
  },
  { key: 'by', title: '承办人', width: 84, optional: true, render: (item) => item.openedBy },
  {
    key: 'openedAt',
    title: '拟办时间',
    width: 134,
    sort: 'openedAt',
    render: (item) => minuteOf(item.openedAt),
  },
];

const FILTERS: readonly ListFilter[] = [
  { name: 'status', label: '状态', input: 'many', options: optionsOf(GUIDANCE_STATUS_NAMES) },
  { name: 'kind', label: '类型', input: 'many', options: optionsOf(GUIDANCE_KIND_NAMES) },
  { name: 'region', label: '辖区', input: 'region' },
  { name: 'result', label: '结果', input: 'many', options: optionsOf(GUIDANCE_RESULT_NAMES), folded: true },
  { name: 'opened', label: '拟办日期', input: 'days', folded: true },
  { name: 'leadId', label: '只看一条线索', input: 'hidden' },
  { name: 'siteId', label: '只看一个网站', input: 'hidden' },
];

/** 行政指导列表. */
export default function GuidanceList() {
  const mayWrite = useMay('guidance.write');
  const fresh = mayWrite && (
    <Link to="/guidance/new">
      <Button type="primary">实施行政指导</Button>
    </Link>
  );
  return (
    <PageFrame fill actions={fresh}>
      <ListPage
        list="guidance"
        label="行政指导"
        columns={COLUMNS}
        filters={FILTERS}
        defaultSort="-openedAt"
        keyword="事项、当事人、文号"
        load={(query, signal) => call(listGuidance, { query, signal })}
        exports={exportGuidance}
        hrefOf={(item) => `/guidance/${item.id}`}
        empty={
          <>
            <b>还没有行政指导</b>
            <span className="soft">
              轻微问题可以用提示、建议、约谈、告诫、责令改正或者督促删除处理，也可以登记走访调研。
            </span>
            {fresh}
          </>
        }
      />
    </PageFrame>
  );
}
