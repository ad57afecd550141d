import { listRegister, type RegisterEntry } from '@wangjian/server/modules/documents/contract.ts';
import { Tag } from 'antd';
import { call } from '../../../api/call.ts';
import type { ListColumn } from '../../list/list-column.ts';
import { ListPage } from '../../list/list-page.tsx';
import { PageFrame } from '../../shell/page-frame.tsx';
import { minuteOf } from '../../time-words.ts';

type Entry = RegisterEntry & { readonly id: string };

const COLUMNS: readonly ListColumn<Entry>[] = [
  { key: 'number', title: '文号', width: 240, sort: 'number', render: (entry) => entry.number },
  { key: 'title', title: '用于', width: 320, grow: true, render: (entry) => entry.title },
  {
    key: 'state',
    title: '状态',
    width: 80,
    render: (entry) => (entry.state === 'void' ? <Tag color="red">作废</Tag> : <Tag>使用</Tag>),
  },
  { key: 'why', title: '作废原因', width: 200, render: (entry) => entry.voidReason },
  { key: 'by', title: '取号人', width: 90, render: (entry) => entry.takenBy },
  { key: 'at', title: '取号时间', width: 140, sort: 'takenAt', render: (entry) => minuteOf(entry.takenAt) },
];

/** 文号登记簿: every number that was taken; a void one stays with its reason. */
export default function RegisterList() {
  return (
    <PageFrame fill>
      <ListPage
        list="document-register"
        label="文号"
        columns={COLUMNS}
        filters={[{ name: 'word', label: '只看一种字号', input: 'hidden' }]}
        defaultSort="-takenAt"
        keyword="文号、用途"
        load={async (query, signal) => {
          const { items, total } = await call(listRegister, { query, signal });
          return { items: items.map((entry) => ({ ...entry, id: entry.number })), total };
        }}
        empty={
          <>
            <b>还没有取过文号</b>
            <span className="soft">文书签发时自动取号，号码连续、不重不漏，作废的号码保留在这里。</span>
          </>
        }
      />
    </PageFrame>
  );
}
