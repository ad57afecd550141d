import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import {
  exportAnnex1Sums,
  getAnnex1Sums,
  listAnnex2Units,
} from '@wangjian/server/modules/reports/contract.ts';
import { Select } from 'antd';
import type { z } from 'zod';
import { call } from '../../../api/call.ts';
import { PageFrame } from '../../shell/page-frame.tsx';
import { QueryState } from '../../shell/query-state.tsx';
import { countOf, todayInChina } from '../../time-words.ts';
import { type UrlSearch, writeSearch } from '../../url-search.ts';
import { PeriodPicker, thisMonth } from './period-picker.tsx';
import { ReportDownload } from './report-download.tsx';
import './reports.css';
import { ListLink } from '../../list/list-link.tsx';

type Sums = z.output<NonNullable<(typeof getAnnex1Sums)['result']>>;
type Line = Sums['rows'][number];
type Three = Sums['online'];

const SIDES = [
  ['online', '网上检查', 'online'],
  ['onSite', '实地检查', 'on-site'],
] as const;
const NUMBERS = [
  ['checked', '检查', 'annex1-checked'],
  ['problems', '发现问题', 'annex1-problems'],
  ['rectified', '整改到位', 'annex1-rectified'],
] as const;

/** 附件1汇总: the rows of the form with what the checks of a unit and period found in each. */
export default function Annex1Page() {
  const search = useSearch({ strict: false }) as UrlSearch;
  const navigate = useNavigate();
  const text = (name: string) => (typeof search[name] === 'string' ? search[name] : undefined);
  const standard = thisMonth(todayInChina());
  const [from, to, org] = [text('from') ?? standard.from, text('to') ?? standard.to, text('org')];
  const query = useQuery({
    queryKey: ['annex1-sums', org, from, to],
    queryFn: ({ signal }) => call(getAnnex1Sums, { query: { org, from, to }, signal }),
  });
  const units = useQuery({
    queryKey: ['annex2-units', from, to],
    queryFn: ({ signal }) => call(listAnnex2Units, { query: { from, to }, signal }),
  });
  const change = (changes: Record<string, string | undefined>) =>
    void navigate({ to: '.', search: { ...search, ...changes }, replace: true });
  return (
    <PageFrame
      title="网上检查情况汇总（附件1）"
      crumb="检查情况汇总"
      actions={<ReportDownload endpoint={exportAnnex1Sums} query={{ org, from, to }} />}
    >
      <div className="panel report-filters no-print">
        <div className="report-field">
          <span>检查单位</span>
          <Select
            aria-label="检查单位"
            showSearch={{ optionFilterProp: 'label' }}
            loading={units.isPending}
            value={query.data?.org.id ?? org}
            options={units.data?.items.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(id: string) => change({ org: id })}
            style={{ width: 260 }}
          />
        </div>
        <PeriodPicker from={from} to={to} onChange={change} />
      </div>
      <QueryState query={query}>{(sums) => <SumsTable sums={sums} />}</QueryState>
    </PageFrame>
  );
}

function SumsTable({ sums }: { sums: Sums }) {
  // Officers' old browsers have no Map.groupBy.
  const groups = new Map<string, Line[]>();
  for (const row of sums.rows) groups.set(row.group, [...(groups.get(row.group) ?? []), row]);
  const { from, to, compared } = sums;
  const at = (measure: string, more: Record<string, string>) => (of: keyof Three) => {
    const days = of === 'value' ? { from, to } : compared[of];
    return `/reports/records${writeSearch({ measure, org: sums.org.id, ...days, ...more })}`;
  };
  return (
    <section className="panel">
      <h2>
        {sums.org.name}　{sums.period}
      </h2>
      <p className="soft">
        数字按检查记录表逐行计算，点开是有关的检查；下面的小字是上期和上年同期，也可以点开。“检查”是该行填了结果的个次，不涉及的不算。
      </p>
      <table className="plain-table report-table annex1-sums">
        <thead>
          <tr>
            <th colSpan={2} rowSpan={2}>
              检查内容
            </th>
            {SIDES.map(([side, name]) => (
              <th key={side} colSpan={3} className="annex1-side">
                {name}{' '}
                <Figure
                  of={sums[side]}
                  to={at(side === 'online' ? 'checks-online' : 'checks-on-site', {})}
                  unit="个次"
                />
              </th>
            ))}
          </tr>
          <tr>
            {SIDES.flatMap(([side]) =>
              NUMBERS.map(([number, name]) => (
                <th key={`${side} ${number}`} className="right">
                  {name}
                </th>
              )),
            )}
          </tr>
        </thead>
        <tbody>
          {[...groups].map(([group, rows]) =>
            rows.map((row, index) => (
              <tr key={row.id}>
                {index === 0 && (
                  <th rowSpan={rows.length} className="report-section" scope="rowgroup">
                    {group}
                  </th>
                )}
                <td>{row.words}</td>
                {SIDES.flatMap(([side, , column]) =>
                  NUMBERS.map(([number, , measure]) => (
                    <td key={`${side} ${number}`} className="right num">
                      <Figure of={row[side][number]} to={at(measure, { row: row.id, side: column })} />
                    </td>
                  )),
                )}
              </tr>
            )),
          )}
        </tbody>
      </table>
    </section>
  );
}

/** A number that opens its checks, with the period before and last year's under it, which do so, too. */
function Figure(props: {
  readonly of: Three;
  readonly to: (of: keyof Three) => string;
  readonly unit?: string;
}) {
  const { of, to, unit } = props;
  const number = (which: keyof Three) =>
    of[which] === 0 ? (
      <span className="soft">0</span>
    ) : (
      <ListLink to={to(which)}>{countOf(of[which])}</ListLink>
    );
  return (
    <>
      {number('value')} {unit}
      <small className="soft" title="上期 / 上年同期">
        {number('before')} / {number('lastYear')}
      </small>
    </>
  );
}
