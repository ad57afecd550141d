import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { exportAnnex2, getAnnex2, listAnnex2Units } from '@wangjian/server/modules/reports/contract.ts';
import { Alert, Select, Tabs } from 'antd';
import { call } from '../../../api/call.ts';
import { PageFrame } from '../../shell/page-frame.tsx';
import { QueryState } from '../../shell/query-state.tsx';
import { todayInChina } from '../../time-words.ts';
import type { UrlSearch } from '../../url-search.ts';
import { Annex2Records } from './annex2-records.tsx';
import { Annex2Reports } from './annex2-reports.tsx';
import { Annex2Table, type Of, type OpenFigure } from './annex2-table.tsx';
import { Annex2Units } from './annex2-units.tsx';
import { lastMonth, PeriodPicker } from './period-picker.tsx';
import { ReportDownload } from './report-download.tsx';
import './reports.css';

/** 附件2: counted from the records for any unit and period; each number opens what it counts. */
export default function Annex2Page() {
  const search = useSearch({ strict: false }) as UrlSearch;
  const navigate = useNavigate();
  const standard = lastMonth(todayInChina());
  const text = (name: string) => (typeof search[name] === 'string' ? search[name] : undefined);
  const [from, to, org, line] = [
    text('from') ?? standard.from,
    text('to') ?? standard.to,
    text('org'),
    text('line'),
  ];
  const of: Of = (['before', 'lastYear'] as const).find((one) => one === search.of) ?? 'value';
  const query = useQuery({
    queryKey: ['annex2', org, from, to],
    queryFn: ({ signal }) => call(getAnnex2, { query: { org, from, to }, signal }),
  });
  const units = useQuery({
    queryKey: ['annex2-units', from, to],
    queryFn: ({ signal }) => call(listAnnex2Units, { query: { from, to }, signal }),
  });
  const change = (changes: Record<string, string | undefined>) =>
    void navigate({ to: '.', search: { ...search, ...changes }, replace: true });
  const open: OpenFigure = (id, which, report) =>
    change({ line: id, of: which === 'value' ? undefined : which, report });
  return (
    <PageFrame
      title="网络市场监管专项行动情况统计表"
      crumb="专项行动统计表"
      actions={<ReportDownload endpoint={exportAnnex2} query={{ org, from, to }} />}
    >
      <div className="panel report-filters no-print">
        <div className="report-field">
          <span>填报单位</span>
          <Select
            aria-label="填报单位"
            showSearch={{ optionFilterProp: 'label' }}
            loading={units.isPending}
            value={query.data?.org.id ?? org ?? undefined}
            options={units.data?.items.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(id) => change({ org: id })}
            style={{ width: 260 }}
          />
        </div>
        <PeriodPicker from={from} to={to} onChange={change} />
      </div>
      <QueryState query={query}>
        {(table) => (
          <>
            {table.problems.map((problem) => (
              <Alert key={problem} type="warning" showIcon title={problem} />
            ))}
            <Tabs
              activeKey={search.tab === 'units' ? 'units' : 'table'}
              onChange={(tab) => change({ tab: tab === 'units' ? tab : undefined })}
              items={[
                {
                  key: 'table',
                  label: '统计表',
                  children: (
                    <div className="report-columns">
                      <Annex2Table table={table} onOpen={open} />
                      <Annex2Reports table={table} onOpen={open} />
                    </div>
                  ),
                },
                {
                  key: 'units',
                  label: '各单位报送情况',
                  children: (
                    <QueryState query={units}>
                      {({ items }) => (
                        <Annex2Units
                          items={items}
                          onOpen={(id, more) => change({ org: id, tab: undefined, ...more })}
                        />
                      )}
                    </QueryState>
                  ),
                },
              ]}
            />
            {line && (
              <Annex2Records
                table={table}
                line={line}
                of={of}
                report={table.reports.find(({ id }) => id === search.report)}
                onClose={() => change({ line: undefined, of: undefined, report: undefined })}
              />
            )}
          </>
        )}
      </QueryState>
    </PageFrame>
  );
}
