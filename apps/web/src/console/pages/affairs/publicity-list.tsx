import { Link } from '@tanstack/react-router';
import { PUBLICITY_KIND_NAMES, PUBLICITY_STATUS_NAMES, PUBLICITY_UNITS } from '@wangjian/core/affairs.ts';
import {
  exportPublicity,
  listPublicity,
  type PublicityItem,
} from '@wangjian/server/modules/affairs/contract.ts';
import { Button } from 'antd';
import { call } from '../../../api/call.ts';
import type { ListColumn, ListFilter } from '../../list/list-column.ts';
import { ListPage } from '../../list/list-page.tsx';
import { SafeLink } from '../../record/safe-link.tsx';
import { useMay } from '../../session/use-me.ts';
import { PageFrame } from '../../shell/page-frame.tsx';
import { countOf } from '../../time-words.ts';
import { Word } from '../../word-tag.tsx';
import { optionsOf } from '../../words.ts';
import { useUnits } from './org-field.tsx';

const COLUMNS: readonly ListColumn<PublicityItem>[] = [
  {
    key: 'title',
    title: '标题',
    width: 260,
    grow: true,
    sort: 'title',
    render: (one) => <Link to={`/affairs/publicity/${one.id}`}>{one.title}</Link>,
    hint: (one) => one.title,
  },
  { key: 'kind', title: '类型', width: 90, render: (one) => PUBLICITY_KIND_NAMES[one.kind] },
  {
    key: 'status',
    title: '状态',
    width: 80,
    sort: 'status',
    render: (one) => <Word of={PUBLICITY_STATUS_NAMES} value={one.status} />,
  },
  { key: 'day', title: '日期', width: 100, sort: 'day', render: (one) => one.day },
  {
    key: 'pieces',
    title: '数量',
    width: 90,
    align: 'right',
    sort: 'pieces',
    render: (one) => `${countOf(one.pieces)} ${PUBLICITY_UNITS[one.kind]}`,
  },
  { key: 'medium', title: '媒体（渠道）', width: 130, render: (one) => one.medium },
  { key: 'link', title: '链接', width: 170, render: (one) => one.link && <SafeLink url={one.link} /> },
  { key: 'org', title: '开展单位', width: 200, render: (one) => one.orgName, hint: (one) => one.orgName },
  {
    key: 'pictures',
    title: '图片',
    width: 56,
    align: 'right',
    render: (one) => (one.pictures > 0 ? String(one.pictures) : ''),
  },
  { key: 'place', title: '地点', width: 140, optional: true, render: (one) => one.place },
  { key: 'by', title: '登记人', width: 80, optional: true, render: (one) => one.recordedBy },
];

/** 宣传工作: material, boards, media reports, tips, activities. */
export default function PublicityList() {
  const mayWrite = useMay('campaign.write');
  const units = useUnits();
  const filters: readonly ListFilter[] = [
    { name: 'kind', label: '类型', input: 'many', options: optionsOf(PUBLICITY_KIND_NAMES) },
    { name: 'status', label: '状态', input: 'many', options: optionsOf(PUBLICITY_STATUS_NAMES) },
    { name: 'org', label: '开展单位', input: 'one', options: units.data ?? [] },
    { name: 'day', label: '日期', input: 'days' },
  ];
  const fresh = mayWrite && (
    <Link to="/affairs/publicity/new">
      <Button type="primary">登记宣传工作</Button>
    </Link>
  );
  return (
    <PageFrame fill actions={fresh}>
      <ListPage
        list="publicity-works"
        label="宣传工作"
        columns={COLUMNS}
        filters={filters}
        defaultSort="-day"
        keyword="标题、媒体"
        load={(query, signal) => call(listPublicity, { query, signal })}
        exports={exportPublicity}
        hrefOf={(one) => `/affairs/publicity/${one.id}`}
        empty={
          <>
            <b>还没有登记宣传工作</b>
            <span className="soft">
              发放的宣传材料、制作的展板、媒体报道、消费提示在这里登记，统计自动汇总。
            </span>
            {fresh}
          </>
        }
      />
    </PageFrame>
  );
}
