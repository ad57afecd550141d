import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { LEAD_RESULT_NAMES, LEAD_SOURCE_NAMES, LEAD_STATUS_NAMES } from '@wangjian/core/lead.ts';
import { exportLeads, type LeadItem, listLeads } from '@wangjian/server/modules/leads/contract.ts';
import { Button } from 'antd';
import { useMemo } from 'react';
import { call } from '../../../api/call.ts';
import { DeadlineTag } from '../../deadline/deadline-tag.tsx';
import type { ListColumn, ListFilter } from '../../list/list-column.ts';
import { ListPage } from '../../list/list-page.tsx';
import { useMay } from '../../session/use-me.ts';
import { PageFrame } from '../../shell/page-frame.tsx';
import { minuteOf } from '../../time-words.ts';
import { categoryOptions, violationsQuery } from '../../violations-query.ts';
import { Word } from '../../word-tag.tsx';
import { optionsOf } from '../../words.ts';
import { LeadActions } from './lead-actions.tsx';
import './leads.css';

const COLUMNS: readonly ListColumn<LeadItem>[] = [
  {
    key: 'number',
    title: '案源编号',
    width: 208,
    sort: 'number',
    render: (lead) => <Link to={`/leads/${lead.id}`}>{lead.number}</Link>,
    hint: (lead) => lead.number,
  },
  {
    key: 'title',
    title: '线索',
    width: 290,
    grow: true,
    render: (lead) => <Link to={`/leads/${lead.id}`}>{lead.title}</Link>,
    hint: (lead) => lead.title,
  },
  {
    key: 'status',
    title: '状态',
    width: 104,
    render: (lead) => (
      <>
        <Word of={LEAD_STATUS_NAMES} value={lead.status} />
        {lead.supervised && <span className="lead-mark">督</span>}
      </>
    ),
  },
  {
    key: 'deadline',
    title: '最近期限',
    width: 224,
    render: (lead) => <DeadlineTag deadline={lead.deadline ?? undefined} />,
    hint: (lead) => lead.deadline?.title,
  },
  {
    key: 'holder',
    title: '承办单位',
    width: 130,
    render: (lead) => lead.holderName,
    hint: (lead) => lead.holderName,
  },
  { key: 'officer', title: '承办人', width: 80, optional: true, render: (lead) => lead.officerName },
  {
    key: 'result',
    title: '办理结果',
    width: 150,
    optional: true,
    render: (lead) => lead.result && LEAD_RESULT_NAMES[lead.result],
  },
  { key: 'closedOn', title: '办结日期', width: 100, optional: true, render: (lead) => lead.closedOn },
  { key: 'site', title: '网站（店铺）', width: 150, optional: true, render: (lead) => lead.siteName },
  { key: 'party', title: '当事人', width: 180, optional: true, render: (lead) => lead.party },
  { key: 'uscc', title: '统一社会信用代码', width: 176, optional: true, render: (lead) => lead.uscc },
  {
    key: 'violations',
    title: '涉嫌违法行为',
    width: 190,
    optional: true,
    render: (lead) => lead.violations.map((one) => one.name).join('、'),
  },
  { key: 'source', title: '来源', width: 76, render: (lead) => LEAD_SOURCE_NAMES[lead.source] },
  { key: 'region', title: '辖区', width: 82, render: (lead) => lead.regionName },
  {
    key: 'findings',
    title: '发现',
    width: 50,
    align: 'right',
    optional: true,
    render: (lead) => String(lead.findings),
  },
  { key: 'by', title: '登记人', width: 90, optional: true, render: (lead) => lead.registeredBy },
  {
    key: 'registeredAt',
    title: '登记时间',
    width: 134,
    sort: 'registeredAt',
    // The number, in the same order, tells it too; the day of receipt is what counts.
    optional: true,
    render: (lead) => minuteOf(lead.registeredAt),
  },
];

/** Queues of the 工作台: what waits for the reader's unit. */
const QUEUE_NAMES = {
  'to-sign': '待签收',
  'to-check': '待核查',
  'to-report': '待反馈',
  'to-review': '待审核',
  'to-close': '待办结',
  returned: '被退回',
  dispatched: '我单位分派、未反馈',
} as const;
const LAMP_NAMES = { red: '红灯（到期、超期）', yellow: '黄灯（临近）', green: '绿灯' } as const;

/** 线索列表, with sorting (梳理) of several leads at once. */
export default function LeadList() {
  const violations = useQuery(violationsQuery);
  const mayRegister = useMay('lead.register');
  const filters = useMemo<readonly ListFilter[]>(
    () => [
      { name: 'status', label: '状态', input: 'many', options: optionsOf(LEAD_STATUS_NAMES) },
      { name: 'queue', label: '等我办', input: 'one', options: optionsOf(QUEUE_NAMES) },
      { name: 'lamp', label: '期限', input: 'many', options: optionsOf(LAMP_NAMES) },
      { name: 'category', label: '违法类别', input: 'many', options: categoryOptions(violations.data) },
      { name: 'region', label: '辖区', input: 'region', folded: true },
      { name: 'source', label: '来源', input: 'many', options: optionsOf(LEAD_SOURCE_NAMES), folded: true },
      {
        name: 'violation',
        label: '违法行为',
        input: 'one',
        options: (violations.data ?? []).map((one) => ({ value: one.id, label: one.name })),
        folded: true,
      },
      {
        name: 'result',
        label: '办理结果',
        input: 'many',
        options: optionsOf(LEAD_RESULT_NAMES),
        folded: true,
      },
      { name: 'mine', label: '我承办、我登记的', input: 'flag', folded: true },
      { name: 'supervised', label: '督办的', input: 'flag', folded: true },
      { name: 'registered', label: '登记日期', input: 'days', folded: true },
      { name: 'holder', label: '只看一个承办单位', input: 'hidden' },
      { name: 'siteId', label: '只看一个网站', input: 'hidden' },
      { name: 'patrolId', label: '只看一次监测', input: 'hidden' },
    ],
    [violations.data],
  );
  return (
    <PageFrame
      fill
      actions={
        mayRegister && (
          <>
            <Link to="/leads/import">
              <Button>导入线索</Button>
            </Link>
            <Link to="/leads/new">
              <Button type="primary">登记线索</Button>
            </Link>
          </>
        )
      }
    >
      <ListPage
        list="leads"
        label="线索"
        columns={COLUMNS}
        filters={filters}
        defaultSort="-registeredAt"
        keyword="编号、标题、当事人、网站"
        load={(query, signal) => call(listLeads, { query, signal })}
        exports={exportLeads}
        hrefOf={(lead) => `/leads/${lead.id}`}
        bulk={(rows, clear) => <LeadActions leads={rows} size="small" onDone={clear} />}
        empty={
          <>
            <b>还没有线索</b>
            <span className="soft">监测发现违法内容会自动成为线索，投诉、移送等其他来源请手工登记。</span>
            {mayRegister && (
              <Link to="/leads/new">
                <Button type="primary">登记线索</Button>
              </Link>
            )}
          </>
        }
      />
    </PageFrame>
  );
}
