import { Link } from '@tanstack/react-router';
import {
  TRANSFER_DIRECTION_NAMES,
  TRANSFER_KIND_NAMES,
  TRANSFER_RESULT_NAMES,
  TRANSFER_STATUS_NAMES,
} from '@wangjian/core/transfer.ts';
import {
  exportTransfers,
  listTransfers,
  type TransferItem,
} from '@wangjian/server/modules/transfers/contract.ts';
import { Button } from 'antd';
import { call } from '../../../api/call.ts';
import { DeadlineTag } from '../../deadline/deadline-tag.tsx';
import type { ListColumn, ListFilter } from '../../list/list-column.ts';
import { ListPage } from '../../list/list-page.tsx';
import { useMay } from '../../session/use-me.ts';
import { PageFrame } from '../../shell/page-frame.tsx';
import { minuteOf } from '../../time-words.ts';
import { Word } from '../../word-tag.tsx';
import { optionsOf } from '../../words.ts';
import './transfers.css';

const COLUMNS: readonly ListColumn<TransferItem>[] = [
  {
    key: 'title',
    title: '事项',
    width: 250,
    grow: true,
    sort: 'title',
    render: (item) => <Link to={`/transfers/${item.id}`}>{item.title}</Link>,
    hint: (item) => item.title,
  },
  { key: 'direction', title: '方向', width: 56, render: (item) => TRANSFER_DIRECTION_NAMES[item.direction] },
  { key: 'kind', title: '类型', width: 76, render: (item) => TRANSFER_KIND_NAMES[item.kind] },
  {
    key: 'status',
    title: '状态',
    width: 84,
    sort: 'status',
    render: (item) => <Word of={TRANSFER_STATUS_NAMES} value={item.status} />,
  },
  {
    key: 'counterpart',
    title: '对方单位',
    width: 190,
    sort: 'counterpart',
    render: (item) => item.counterpart,
  },
  { key: 'number', title: '文号', width: 176, sort: 'number', render: (item) => item.number },
  { key: 'party', title: '当事人', width: 160, optional: true, render: (item) => item.party },
  { key: 'region', title: '辖区', width: 82, optional: true, render: (item) => item.regionName },
  {
    key: 'evidence',
    title: '证据',
    width: 50,
    align: 'right',
    optional: true,
    render: (item) => item.evidence,
  },
  {
    key: 'deadline',
    title: '期限',
    width: 216,
    render: (item) => item.deadline && <DeadlineTag deadline={item.deadline} />,
  },
  { key: 'sentOn', title: '发出日期', width: 96, optional: true, render: (item) => item.sentOn },
  { key: 'receivedOn', title: '签收日期', width: 96, optional: true, render: (item) => item.receivedOn },
  { key: 'dueOn', title: '反馈期限', width: 96, sort: 'dueOn', optional: true, render: (item) => item.dueOn },
  {
    key: 'result',
    title: '结果',
    width: 104,
    render: (item) => (item.result ? TRANSFER_RESULT_NAMES[item.result] : ''),
  },
  { key: 'by', title: '承办人', width: 84, optional: true, render: (item) => item.openedBy },
  {
    key: 'openedAt',
    title: '登记时间',
    width: 134,
    sort: 'openedAt',
    optional: true,
    render: (item) => minuteOf(item.openedAt),
  },
];

const FILTERS: readonly ListFilter[] = [
  { name: 'direction', label: '方向', input: 'one', options: optionsOf(TRANSFER_DIRECTION_NAMES) },
  { name: 'status', label: '状态', input: 'many', options: optionsOf(TRANSFER_STATUS_NAMES) },
  { name: 'kind', label: '类型', input: 'many', options: optionsOf(TRANSFER_KIND_NAMES) },
  { name: 'region', label: '辖区', input: 'region', folded: true },
  { name: 'result', label: '结果', input: 'many', options: optionsOf(TRANSFER_RESULT_NAMES), folded: true },
  { name: 'opened', label: '登记日期', input: 'days', folded: true },
  { name: 'recordId', label: '只看一条记录的', input: 'hidden' },
];

/** 移送协查列表: what went out and what came in. */
export default function TransferList() {
  const mayWrite = useMay('transfer.write');
  const fresh = mayWrite && (
    <>
      <Link to="/transfers/new">
        <Button type="primary">发函</Button>
      </Link>
      <Link to="/transfers/incoming">
        <Button>登记来函</Button>
      </Link>
    </>
  );
  return (
    <PageFrame fill actions={fresh}>
      <ListPage
        list="transfers"
        label="移送协查"
        columns={COLUMNS}
        filters={FILTERS}
        defaultSort="-openedAt"
        keyword="事项、对方单位、当事人、文号"
        load={(query, signal) => call(listTransfers, { query, signal })}
        exports={exportTransfers}
        hrefOf={(item) => `/transfers/${item.id}`}
        empty={
          <>
            <b>还没有移送、函告、协查</b>
            <span className="soft">
              在线索、检查页面点“移送”可以带入内容和证据；收到别的单位的纸质来函，请“登记来函”。
            </span>
            <span className="transfer-empty">{fresh}</span>
          </>
        }
      />
    </PageFrame>
  );
}
