import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CAMPAIGN_MEASURES, type CampaignMeasure } from '@wangjian/core/campaign.ts';
import { listCampaignRecords } from '@wangjian/server/modules/campaigns/contract.ts';
import { Drawer, Pagination } from 'antd';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { QueryState } from '../../shell/query-state.tsx';
import { totalOf } from '../../time-words.ts';
import { measureText } from './plan-values.ts';

const PAGE = 50;

/** The records behind one number of the board. */
export function CampaignRecords(props: {
  readonly campaignId: string;
  readonly measure: CampaignMeasure;
  readonly org: string | undefined;
  readonly name: string;
  readonly onClose: () => void;
}) {
  const { campaignId, measure, org } = props;
  const [page, setPage] = useState(1);
  const { name, unit } = CAMPAIGN_MEASURES[measure];
  const query = useQuery({
    queryKey: ['campaign-work', campaignId, 'records', measure, org, page],
    queryFn: ({ signal }) =>
      call(listCampaignRecords, {
        params: { id: campaignId },
        query: { measure, org, page, pageSize: PAGE },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
  return (
    <Drawer open size={720} title={`${props.name}：${name}`} onClose={props.onClose}>
      <QueryState query={query}>
        {({ items, total }) => (
          <>
            <table className="plain-table">
              <thead>
                <tr>
                  <th>日期</th>
                  <th>记录</th>
                  <th>单位</th>
                  <th className="right">{unit}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((row) => (
                  <tr key={row.id}>
                    <td className="num">{row.day}</td>
                    <td>
                      <Link to={row.path}>{row.title}</Link>
                    </td>
                    <td>{row.orgName}</td>
                    <td className="right num">
                      {measureText(measure, unit === '万元' ? row.fen : row.pieces)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            {total > PAGE && (
              <Pagination
                size="small"
                current={page}
                pageSize={PAGE}
                total={total}
                showSizeChanger={false}
                showTotal={(all) => `共 ${totalOf(all)} 条`}
                onChange={setPage}
              />
            )}
          </>
        )}
      </QueryState>
    </Drawer>
  );
}
