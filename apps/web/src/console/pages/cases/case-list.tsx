import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { exportCases, listCases } from '@wangjian/server/modules/cases/contract.ts';
import { Button } from 'antd';
import { useMemo } from 'react';
import { call } from '../../../api/call.ts';
import { ListPage } from '../../list/list-page.tsx';
import { useMay } from '../../session/use-me.ts';
import { PageFrame } from '../../shell/page-frame.tsx';
import { categoryOptions, violationsQuery } from '../../violations-query.ts';
import { CASE_COLUMNS, caseFilters } from './case-columns.tsx';
import './cases.css';

/** 案件列表. */
export default function CaseList() {
  const violations = useQuery(violationsQuery);
  const mayWrite = useMay('case.write');
  const filters = useMemo(() => caseFilters(categoryOptions(violations.data)), [violations.data]);
  const start = mayWrite && (
    <Link to="/cases/new">
      <Button type="primary">登记案件</Button>
    </Link>
  );
  return (
    <PageFrame fill actions={start}>
      <ListPage
        list="cases"
        label="案件"
        columns={CASE_COLUMNS}
        filters={filters}
        defaultSort="-registeredAt"
        keyword="立案号、名称、当事人、文号"
        load={(query, signal) => call(listCases, { query, signal })}
        exports={exportCases}
        hrefOf={(one) => `/cases/${one.id}`}
        empty={
          <>
            <b>还没有案件</b>
            <span className="soft">核查属实、应当处罚的线索，从线索页转为案件；其他来源在这里登记。</span>
            {start}
          </>
        }
      />
    </PageFrame>
  );
}
