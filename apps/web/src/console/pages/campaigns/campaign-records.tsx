import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { CAMPAIGN_MEASURES, type CampaignMeasure } from '@wangjian/core/campaign.ts';
import { listCampaignRecords } from '@wangjian/server/modules/campaigns/contract.ts';
import { Drawer } from 'antd';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { CountedRecords } from '../../record/counted-records.tsx';
import { QueryState } from '../../shell/query-state.tsx';
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
          <CountedRecords
            rows={items}
            total={total}
            page={page}
            pageSize={PAGE}
            unit={unit}
            amountOf={(row) => measureText(measure, unit === '万元' ? row.fen : row.pieces)}
            onPage={setPage}
          />
        )}
      </QueryState>
    </Drawer>
  );
}
