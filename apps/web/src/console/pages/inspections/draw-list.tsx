import { Link } from '@tanstack/react-router';
import { type DrawItem, listDraws } from '@wangjian/server/modules/draws/contract.ts';
import { Button } from 'antd';
import { call } from '../../../api/call.ts';
import type { ListColumn } from '../../list/list-column.ts';
import { ListPage } from '../../list/list-page.tsx';
import { useMay } from '../../session/use-me.ts';
import { PageFrame } from '../../shell/page-frame.tsx';
import { minuteOf } from '../../time-words.ts';
import { Word } from '../../word-tag.tsx';
import { DRAW_STATUS_NAMES } from './inspection-words.ts';

const COLUMNS: readonly ListColumn<DrawItem>[] = [
  {
    key: 'name',
    title: '抽查名称',
    width: 260,
    grow: true,
    sort: 'name',
    render: (one) => <Link to={`/inspections/draws/${one.id}`}>{one.name}</Link>,
    hint: (one) => one.name,
  },
  {
    key: 'status',
    title: '状态',
    width: 110,
    render: (one) => <Word of={DRAW_STATUS_NAMES} value={one.status} />,
  },
  { key: 'drawn', title: '抽中', width: 70, align: 'right', render: (one) => String(one.drawn) },
  { key: 'region', title: '辖区', width: 110, render: (one) => one.regionName },
  { key: 'dueOn', title: '完成期限', width: 110, render: (one) => one.dueOn ?? '—' },
  { key: 'drawnBy', title: '组织人', width: 90, render: (one) => one.drawnBy },
  { key: 'drawnAt', title: '抽取时间', width: 140, sort: 'drawnAt', render: (one) => minuteOf(one.drawnAt) },
];

/** 双随机抽查: every draw that was made; none is ever deleted. */
export default function DrawList() {
  const mayDraw = useMay('inspection.draw');
  const make = (
    <Link to="/inspections/draws/new">
      <Button type="primary">新的抽取</Button>
    </Link>
  );
  return (
    <PageFrame fill actions={mayDraw && make}>
      <ListPage
        list="draws"
        label="双随机抽查"
        columns={COLUMNS}
        filters={[]}
        defaultSort="-drawnAt"
        keyword="抽查名称"
        load={(query, signal) => call(listDraws, { query, signal })}
        hrefOf={(one) => `/inspections/draws/${one.id}`}
        empty={
          <>
            <b>还没有双随机抽查</b>
            <span className="soft">
              按信用风险分类设定比例，随机抽取检查对象和检查人员；每次抽取都留有种子，任何人可以复核。
            </span>
            {mayDraw && make}
          </>
        }
      />
    </PageFrame>
  );
}
