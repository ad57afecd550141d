import { Link } from '@tanstack/react-router';
import { MATTER_KIND_NAMES } from '@wangjian/core/case.ts';
import {
  type CaseLetter,
  exportCaseTransfers,
  listCaseTransfers,
} from '@wangjian/server/modules/transfers/contract.ts';
import { call } from '../../../api/call.ts';
import type { ListColumn, ListFilter } from '../../list/list-column.ts';
import { ListPage } from '../../list/list-page.tsx';
import { PageFrame } from '../../shell/page-frame.tsx';

const COLUMNS: readonly ListColumn<CaseLetter>[] = [
  {
    key: 'title',
    title: '事项',
    width: 240,
    grow: true,
    render: (item) => <Link to={`/cases/${item.caseId}`}>{item.title}</Link>,
    hint: (item) => item.title,
  },
  { key: 'kind', title: '类型', width: 124, render: (item) => item.kindName },
  { key: 'state', title: '状态', width: 104, sort: 'state', render: (item) => item.stateName },
  {
    key: 'counterpart',
    title: '对方单位',
    width: 200,
    sort: 'counterpart',
    render: (item) => item.counterpart,
  },
  {
    key: 'case',
    title: '案件',
    width: 240,
    render: (item) => item.caseTitle,
    hint: (item) => item.caseTitle,
  },
  { key: 'openedOn', title: '发出日期', width: 100, sort: 'openedOn', render: (item) => item.openedOn },
  { key: 'resultOn', title: '答复日期', width: 100, render: (item) => item.resultOn },
  { key: 'result', title: '结果', width: 160, render: (item) => item.result },
];

const KINDS = [
  'assistance',
  'courier',
  'platform',
  'police',
  'other-agency',
  'close-website',
  'licence-notice',
  'abnormal-list',
] as const;
const FILTERS: readonly ListFilter[] = [
  {
    name: 'kind',
    label: '类型',
    input: 'many',
    options: KINDS.map((value) => ({ value, label: MATTER_KIND_NAMES[value] })),
  },
];

/** What cases sent to others; each is handled on the page of its case. */
export default function CaseTransferList() {
  return (
    <PageFrame fill>
      <ListPage
        list="case-transfers"
        label="案件中的移送协查"
        columns={COLUMNS}
        filters={FILTERS}
        defaultSort="-openedOn"
        keyword="事项、对方单位、案件"
        load={(query, signal) => call(listCaseTransfers, { query, signal })}
        exports={exportCaseTransfers}
        hrefOf={(item) => `/cases/${item.caseId}`}
        empty={
          <>
            <b>案件中还没有移送、协查事项</b>
            <span className="soft">
              案件的移送公安、协助调查、抄告许可审批部门、提请关闭网站，在案件页面的“鉴定与协查”中办理，这里汇总。
            </span>
          </>
        }
      />
    </PageFrame>
  );
}
