import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { CAMPAIGN_MEASURE_IDS, CAMPAIGN_MEASURES, type CampaignMeasure } from '@wangjian/core/campaign.ts';
import {
  type CampaignBoard as Board,
  type CampaignDetail,
  getBoard,
  urgeUnits,
} from '@wangjian/server/modules/campaigns/contract.ts';
import { App, Button } from 'antd';
import { useState } from 'react';
import { messageOf } from '../../../api/api-error.ts';
import { call } from '../../../api/call.ts';
import { oneTimeKey } from '../../one-time-key.ts';
import { QueryState } from '../../shell/query-state.tsx';
import type { UrlSearch } from '../../url-search.ts';
import { CampaignRecords } from './campaign-records.tsx';
import { measureText } from './plan-values.ts';

/** 进度: what each unit did by the records, and what it lacks; every number opens what it counts. */
export function CampaignBoard({ campaign }: { campaign: CampaignDetail }) {
  const search = useSearch({ strict: false }) as UrlSearch;
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [key, setKey] = useState(oneTimeKey);
  const board = useQuery({
    queryKey: ['campaign-work', campaign.id, 'board'],
    queryFn: ({ signal }) => call(getBoard, { params: { id: campaign.id }, signal }),
  });
  const urge = useMutation({
    mutationFn: () => call(urgeUnits, { params: { id: campaign.id }, body: { key } }),
    onSuccess: ({ units }) => {
      setKey(oneTimeKey());
      message.success(units === 0 ? '各单位都没有缺少的事项' : `已提醒 ${units} 个单位`);
    },
    onError: (error) => message.error(messageOf(error)),
  });
  const open = (changes: Record<string, string | undefined>) =>
    void navigate({ to: '.', search: { ...search, ...changes }, replace: true });
  const measure = CAMPAIGN_MEASURE_IDS.find((id) => id === search.measure);
  const org = typeof search.org === 'string' ? search.org : undefined;
  return (
    <QueryState query={board}>
      {(data) => (
        <>
          <div className="campaign-as">
            <span className="soft">
              {data.from} 至 {data.to}，按范围从检查、线索、案件记录统计；点开数字可以看到每一条记录。
            </span>
            {campaign.allowed.includes('urge') && (
              <Button loading={urge.isPending} onClick={() => urge.mutate()}>
                提醒缺少事项的单位
              </Button>
            )}
          </div>
          <BoardTable board={data} onOpen={(id, unit) => open({ measure: id, org: unit })} />
          {measure && (
            <CampaignRecords
              campaignId={campaign.id}
              measure={measure}
              org={org}
              name={data.rows.find(({ orgId }) => (orgId ?? 'others') === org)?.name ?? '合计'}
              onClose={() => open({ measure: undefined, org: undefined })}
            />
          )}
        </>
      )}
    </QueryState>
  );
}

function BoardTable(props: {
  readonly board: Board;
  readonly onOpen: (measure: CampaignMeasure, org: string | undefined) => void;
}) {
  const { rows, totals } = props.board;
  const cell = (measure: CampaignMeasure, value: number, org: string | undefined) => (
    <td key={measure} className="right num">
      {value === 0 ? (
        '0'
      ) : (
        <Button type="link" size="small" onClick={() => props.onOpen(measure, org)}>
          {measureText(measure, value)}
        </Button>
      )}
    </td>
  );
  return (
    <div className="campaign-board-frame">
      <table className="plain-table campaign-board campaign-task">
        <thead>
          <tr>
            <th>单位</th>
            <th>任务</th>
            {CAMPAIGN_MEASURE_IDS.map((id) => (
              <th key={id} className="right">
                {CAMPAIGN_MEASURES[id].name}
                <br />
                <span className="soft">{CAMPAIGN_MEASURES[id].unit}</span>
              </th>
            ))}
            <th>总结</th>
            <th>还缺</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.orgId ?? 'others'}>
              <td className="wrap">
                {row.bureau?.childId ? (
                  <Link to={`/campaigns/${row.bureau.childId}`}>{row.name}</Link>
                ) : (
                  row.name
                )}
                {row.bureau && <div className="soft">{row.bureau.words}</div>}
              </td>
              <td className="num">{row.orgId === null ? '—' : `${row.tasksDone}／${row.tasks}`}</td>
              {CAMPAIGN_MEASURE_IDS.map((id) => cell(id, row.values[id] ?? 0, row.orgId ?? 'others'))}
              <td>
                {[row.midterm && `中期：${row.midterm}`, row.final && `全面：${row.final}`]
                  .filter(Boolean)
                  .join('；') || '—'}
              </td>
              <td className="wrap">
                {row.missing.length === 0 ? (
                  '—'
                ) : (
                  <ul className="campaign-missing">
                    {row.missing.map(({ words, overdue }) => (
                      <li key={words} className={overdue ? 'campaign-overdue' : undefined}>
                        {words}
                        {overdue && '（已过期）'}
                      </li>
                    ))}
                  </ul>
                )}
              </td>
            </tr>
          ))}
          <tr>
            <td>
              <b>合计</b>
            </td>
            <td />
            {CAMPAIGN_MEASURE_IDS.map((id) => cell(id, totals[id] ?? 0, undefined))}
            <td />
            <td />
          </tr>
        </tbody>
      </table>
    </div>
  );
}
