import { useQuery, useQueryClient } from '@tanstack/react-query';
import { CAMPAIGN_REPORT_NAMES } from '@wangjian/core/campaign.ts';
import {
  type CampaignDetail,
  draftReport,
  getReporting,
  type Reporting,
} from '@wangjian/server/modules/campaigns/contract.ts';
import { Alert, App, Button, Select } from 'antd';
import { useState } from 'react';
import { messageOf } from '../../../api/api-error.ts';
import { call } from '../../../api/call.ts';
import { oneTimeKey } from '../../one-time-key.ts';
import { QueryState } from '../../shell/query-state.tsx';
import { CampaignCases } from './campaign-cases.tsx';
import { CampaignPictures } from './campaign-pictures.tsx';
import { CampaignReports } from './campaign-reports.tsx';

/** 总结报送: the reports, and the typical cases and pictures that go into them. */
export function CampaignReporting({ campaign }: { campaign: CampaignDetail }) {
  const queries = useQueryClient();
  const queryKey = ['campaign-work', campaign.id, 'reporting'];
  const reporting = useQuery({
    queryKey,
    queryFn: ({ signal }) => call(getReporting, { params: { id: campaign.id }, signal }),
  });
  const show = (fresh: Reporting) => {
    queries.setQueryData(queryKey, fresh);
    void queries.invalidateQueries({ queryKey: ['campaign-work', campaign.id, 'board'] });
  };
  const reload = () => void queries.invalidateQueries({ queryKey });
  return (
    <QueryState query={reporting}>
      {(data) => <ReportingView campaign={campaign} reporting={data} onFresh={show} onReload={reload} />}
    </QueryState>
  );
}

function ReportingView(props: {
  readonly campaign: CampaignDetail;
  readonly reporting: Reporting;
  readonly onFresh: (fresh: Reporting) => void;
  readonly onReload: () => void;
}) {
  const { campaign, reporting, onFresh, onReload } = props;
  const { message } = App.useApp();
  const [chosen, setChosen] = useState<string | undefined>(reporting.own[0]?.orgId);
  const [busy, setBusy] = useState(false);
  const unit = reporting.own.find(({ orgId }) => orgId === chosen) ?? reporting.own[0];
  const wanting = unit
    ? reporting.due.filter(
        ({ kind }) => !reporting.reports.some((one) => one.orgId === unit.orgId && one.kind === kind),
      )
    : [];
  const draft = async (kind: 'midterm' | 'final') => {
    if (!unit) return;
    setBusy(true);
    try {
      onFresh(
        await call(draftReport, {
          params: { id: campaign.id },
          body: { orgId: unit.orgId, kind, key: oneTimeKey() },
        }),
      );
      message.success('已按记录填好数字，请打开文书补充经验做法、问题和打算');
    } catch (error) {
      message.error(messageOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      {unit && (
        <div className="campaign-as">
          <span>填报单位</span>
          {reporting.own.length > 1 ? (
            <Select
              aria-label="填报单位"
              value={unit.orgId}
              style={{ width: 280 }}
              options={reporting.own.map(({ orgId, name, owner }) => ({
                value: orgId,
                label: owner ? `${name}（牵头单位，总报告）` : name,
              }))}
              onChange={setChosen}
            />
          ) : (
            <b>{unit.owner ? `${unit.name}（牵头单位，总报告）` : unit.name}</b>
          )}
          {wanting.map(({ kind, dueOn }) => (
            <Button key={kind} type="primary" loading={busy} onClick={() => void draft(kind)}>
              拟制{CAMPAIGN_REPORT_NAMES[kind]}（{dueOn} 前）
            </Button>
          ))}
        </div>
      )}
      {unit && unit.missing.length > 0 && (
        <Alert
          type={unit.missing.some(({ overdue }) => overdue) ? 'warning' : 'info'}
          showIcon
          className="campaign-section"
          title={`还缺：${unit.missing.map(({ words, overdue }) => (overdue ? `${words}（已过期）` : words)).join('；')}`}
        />
      )}
      <section className="campaign-section">
        <h2>工作总结</h2>
        <CampaignReports
          campaignId={campaign.id}
          superior={campaign.superior?.live ? campaign.superior.orgName : null}
          reports={reporting.reports}
          onFresh={onFresh}
          onReload={onReload}
        />
      </section>
      <section className="campaign-section">
        <h2>典型案例（要求不少于 {reporting.casesWanted} 件，附处罚决定书）</h2>
        <CampaignCases campaignId={campaign.id} reporting={reporting} unit={unit} onFresh={onFresh} />
      </section>
      <section className="campaign-section">
        <h2>工作图片、视频</h2>
        <CampaignPictures campaignId={campaign.id} reporting={reporting} unit={unit} onFresh={onFresh} />
      </section>
    </>
  );
}
