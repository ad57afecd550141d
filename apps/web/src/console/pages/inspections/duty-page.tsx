import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { draftDutyNotice, getDuty } from '@wangjian/server/modules/inspections/duty/contract.ts';
import { Alert, App, Button, Checkbox, Tag } from 'antd';
import { useState } from 'react';
import { messageOf } from '../../../api/api-error.ts';
import { call } from '../../../api/call.ts';
import { useMay } from '../../session/use-me.ts';
import { PageFrame } from '../../shell/page-frame.tsx';
import { QueryState } from '../../shell/query-state.tsx';
import { todayInChina } from '../../time-words.ts';
import type { UrlSearch } from '../../url-search.ts';
import './duty.css';

/** 每月线上检查: which unit did its check of the month (每月至少一次), and the circular that names those who did not. */
export default function DutyPage() {
  const search = useSearch({ strict: false }) as UrlSearch;
  const navigate = useNavigate();
  const { message } = App.useApp();
  const mayWrite = useMay('document.write');
  const mayDraw = useMay('inspection.draw');
  const month = typeof search.month === 'string' ? search.month : todayInChina().slice(0, 7);
  /** Units that are not to be named: sections without this duty. */
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const duty = useQuery({
    queryKey: ['duty', month],
    queryFn: ({ signal }) => call(getDuty, { query: { month }, signal }),
  });
  const notice = useMutation({
    mutationFn: () => call(draftDutyNotice, { body: { month, orgIds: [...named] } }),
    onSuccess: ({ documentId }) => navigate({ to: `/documents/${documentId}` }),
    onError: (error) => message.error(messageOf(error)),
  });
  const mayNotice = mayWrite && mayDraw && (duty.data?.mayNotify ?? false);
  const undone = (duty.data?.items ?? []).filter(({ done }) => !done).map(({ orgId }) => orgId);
  const missing = undone.length;
  const named = undone.filter((orgId) => !left.has(orgId));
  const name = (orgId: string, chosen: boolean) =>
    setLeft((before) => new Set(chosen ? [...before].filter((each) => each !== orgId) : [...before, orgId]));
  return (
    <PageFrame
      actions={
        <>
          <input
            type="month"
            className="month-input"
            aria-label="月份"
            value={month}
            max={todayInChina().slice(0, 7)}
            onChange={({ target }) =>
              target.value && void navigate({ to: '.', search: { month: target.value }, replace: true })
            }
          />
          {mayNotice && named.length > 0 && (
            <Button type="primary" loading={notice.isPending} onClick={() => notice.mutate()}>
              拟制通报（{named.length} 个单位）
            </Button>
          )}
        </>
      }
    >
      <QueryState query={duty}>
        {(data) => (
          <div className="panel">
            <Alert
              type={missing > 0 ? 'warning' : 'success'}
              showIcon
              title={
                missing > 0
                  ? `${data.month} 还有 ${missing} 个单位没有开展线上检查${data.over ? '' : '（本月尚未结束）'}`
                  : `${data.month} 各单位都已开展线上检查`
              }
            />
            <table className="plain-table">
              <thead>
                <tr>
                  {mayNotice && <th aria-label="通报" />}
                  <th>单位</th>
                  <th className="right">网上检查（个次）</th>
                  <th className="right">实地检查（个次）</th>
                  <th>最近检查</th>
                  <th>每月一次</th>
                </tr>
              </thead>
              <tbody>
                {data.items.map((row) => (
                  <tr key={row.orgId}>
                    {mayNotice && (
                      <td>
                        <Checkbox
                          aria-label={`通报 ${row.name}`}
                          disabled={row.done}
                          checked={!row.done && !left.has(row.orgId)}
                          onChange={({ target }) => name(row.orgId, target.checked)}
                        />
                      </td>
                    )}
                    <td>{row.name}</td>
                    <td className="right">{row.online}</td>
                    <td className="right">{row.onSite}</td>
                    <td>{row.last ?? '—'}</td>
                    <td>{row.done ? <Tag color="green">已开展</Tag> : <Tag color="red">未开展</Tag>}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            <p className="soft">
              {mayNotice && '勾选要通报的单位，不承担线上检查职责的科室请去掉。'}
              各县（区）局、市局相关科室每月至少开展一次线上检查；乡镇（街道）所和内设股室的检查计入所属的县（区）局。
            </p>
          </div>
        )}
      </QueryState>
    </PageFrame>
  );
}
