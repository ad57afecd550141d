import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { PUBLICITY_KIND_NAMES, PUBLICITY_UNITS, type PublicityKind } from '@wangjian/core/affairs.ts';
import { countAffairs } from '@wangjian/server/modules/affairs/contract.ts';
import { call } from '../../../api/call.ts';
import { LazyDayInput } from '../../../ui/lazy-day-input.tsx';
import { PageFrame } from '../../shell/page-frame.tsx';
import { QueryState } from '../../shell/query-state.tsx';
import { countOf, todayInChina } from '../../time-words.ts';
import type { UrlSearch } from '../../url-search.ts';
import { OrgField } from './org-field.tsx';
import './affairs.css';

const textOf = (value: UrlSearch[string] | undefined) =>
  typeof value === 'string' && value ? value : undefined;

/** 答复与宣传统计: counted from the records; each number opens exactly those. */
export default function CountsPage() {
  const search = useSearch({ strict: false }) as UrlSearch;
  const navigate = useNavigate();
  const today = todayInChina();
  const from = textOf(search.from) ?? `${today.slice(0, 4)}-01-01`;
  const to = textOf(search.to) ?? today;
  const org = textOf(search.org);
  const change = (changes: Record<string, string | undefined>) =>
    void navigate({ to: '.', search: { from, to, org, ...changes }, replace: true });
  const counts = useQuery({
    queryKey: ['affairs-counts', from, to, org],
    queryFn: ({ signal }) =>
      call(countAffairs, {
        query: { from: `${from}T00:00:00+08:00`, to: `${to}T23:59:59.999+08:00`, org },
        signal,
      }),
  });
  const period = { from, to, ...(org ? { org } : {}) };
  return (
    <PageFrame>
      <div className="panel">
        <div className="affairs-filter">
          <span>统计期间</span>
          <span className="affairs-day">
            <LazyDayInput label="从" value={from} max={to} onChange={(day) => change({ from: day })} />
          </span>
          至
          <span className="affairs-day">
            <LazyDayInput label="到" value={to} min={from} onChange={(day) => change({ to: day })} />
          </span>
          <OrgField
            clearable
            placeholder="全部单位"
            {...(org ? { value: org } : {})}
            onChange={(unit) => change({ org: unit })}
          />
          <span className="soft">含下级单位；点数字查看对应的记录。</span>
        </div>
        <QueryState query={counts}>
          {({ replies, publicity }) => (
            <>
              <h2>建议提案答复（按答复日期）</h2>
              <table className="plain-table affairs-counts">
                <thead>
                  <tr>
                    <th>办理结果</th>
                    <th className="right">件数</th>
                  </tr>
                </thead>
                <tbody>
                  {(['A', 'B', 'C'] as const).map((result) => (
                    <tr key={result}>
                      <td>{result} 类</td>
                      <td className="right num">
                        <Link to="/affairs/replies" search={{ ...period, result, status: 'replied' }}>
                          {countOf(replies[result].records)}
                        </Link>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
              <h2>宣传工作（按日期，已发布的）</h2>
              <table className="plain-table affairs-counts">
                <thead>
                  <tr>
                    <th>类型</th>
                    <th className="right">记录</th>
                    <th className="right">数量</th>
                  </tr>
                </thead>
                <tbody>
                  {(Object.keys(PUBLICITY_KIND_NAMES) as PublicityKind[]).map((kind) => (
                    <tr key={kind}>
                      <td>
                        {PUBLICITY_KIND_NAMES[kind]}（{PUBLICITY_UNITS[kind]}）
                      </td>
                      <td className="right num">
                        <Link to="/affairs/publicity" search={{ ...period, kind, status: 'published' }}>
                          {countOf(publicity[kind].records)}
                        </Link>
                      </td>
                      <td className="right num">{countOf(publicity[kind].pieces)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </>
          )}
        </QueryState>
      </div>
    </PageFrame>
  );
}
