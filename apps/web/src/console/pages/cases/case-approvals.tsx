import { listCases } from '@wangjian/server/modules/cases/contract.ts';
import { call } from '../../../api/call.ts';
import { ListPage } from '../../list/list-page.tsx';
import { PageFrame } from '../../shell/page-frame.tsx';
import { CASE_COLUMNS } from './case-columns.tsx';
import './cases.css';

/** 待审批: cases whose next step waits for a review, a signature or service. */
export default function CaseApprovals() {
  return (
    <PageFrame fill>
      <ListPage
        list="case-approvals"
        label="待审批案件"
        columns={CASE_COLUMNS}
        filters={[
          { name: 'lamp', label: '期限', input: 'many', options: LAMPS },
          { name: 'region', label: '辖区', input: 'region' },
        ]}
        defaultSort="registeredAt"
        keyword="立案号、名称、当事人"
        load={(query, signal) => call(listCases, { query: { ...query, pending: 'true' }, signal })}
        hrefOf={(one) => `/cases/${one.id}`}
        empty={
          <>
            <b>没有等待审批、审核的案件</b>
            <span className="soft">办案人员提请立案、告知、决定、结案后，案件会出现在这里。</span>
          </>
        }
      />
    </PageFrame>
  );
}
const LAMPS = [
  { value: 'red', label: '红灯' },
  { value: 'yellow', label: '黄灯' },
  { value: 'green', label: '绿灯' },
];
