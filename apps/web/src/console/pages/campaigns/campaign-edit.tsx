import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import {
  type CampaignDetail,
  editCampaign,
  getCampaign,
} from '@wangjian/server/modules/campaigns/contract.ts';
import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { ProblemNote } from '../../record/problem-note.tsx';
import { useUnsavedGuard } from '../../record/use-unsaved-guard.ts';
import { PageFrame } from '../../shell/page-frame.tsx';
import { QueryState } from '../../shell/query-state.tsx';
import { PlanForm } from './plan-form.tsx';
import { fromForm, type PlanValues, toForm } from './plan-values.ts';

/** 修改方案; an issued one is revised with a reason, which the units are told. */
export default function CampaignEdit() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const campaign = useQuery({
    queryKey: ['campaign', id],
    queryFn: ({ signal }) => call(getCampaign, { params: { id }, signal }),
  });
  return <QueryState query={campaign}>{(data) => <EditForm campaign={data} />}</QueryState>;
}

function EditForm({ campaign }: { campaign: CampaignDetail }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<PlanValues>();
  const [reason, setReason] = useState('');
  const [read] = useState(campaign);
  const guard = useUnsavedGuard();
  const back = `/campaigns/${campaign.id}`;
  const issued = campaign.status !== 'draft';
  const save = useMutation({
    mutationFn: (values: PlanValues) =>
      call(editCampaign, {
        params: { id: campaign.id },
        body: { ...fromForm(values), version: read.version, reason },
      }),
    onSuccess: async () => {
      guard.release();
      message.success(issued ? '方案已修订，各单位会收到通知' : '已保存');
      void queries.invalidateQueries({ queryKey: ['campaign', campaign.id] });
      await navigate({ to: back });
    },
  });
  return (
    <PageFrame title={campaign.name} crumb={issued ? '修订方案' : '修改方案'}>
      <PlanForm
        form={form}
        initial={toForm(read.plan)}
        onTouch={guard.touch}
        onSubmit={(values) => !save.isPending && save.mutate(values)}
        foot={
          <>
            {issued && (
              <Form.Item label="修订理由（通知各单位）" required htmlFor="campaign-reason">
                <Input
                  id="campaign-reason"
                  value={reason}
                  maxLength={500}
                  onChange={(event) => setReason(event.target.value)}
                />
              </Form.Item>
            )}
            {save.error && <ProblemNote error={save.error} />}
            <div className="form-foot">
              <Button type="primary" htmlType="submit" loading={save.isPending}>
                {issued ? '保存修订' : '保存方案'}
              </Button>
              <Button onClick={() => void navigate({ to: back })}>取消</Button>
            </div>
          </>
        }
      />
    </PageFrame>
  );
}
