import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { createCampaign } from '@wangjian/server/modules/campaigns/contract.ts';
import { App, Button, Form, Select } from 'antd';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { oneTimeKey } from '../../one-time-key.ts';
import { ProblemNote } from '../../record/problem-note.tsx';
import { useUnsavedGuard } from '../../record/use-unsaved-guard.ts';
import { PageFrame } from '../../shell/page-frame.tsx';
import { PlanForm } from './plan-form.tsx';
import { fromForm, type PlanValues, toForm } from './plan-values.ts';
import { usePlanChoices } from './use-plan-choices.ts';

const EMPTY: Partial<PlanValues> = {
  phases: [],
  goals: [],
  items: [],
  scope: { kinds: [], forms: [], regions: [], violations: [], products: [], keywords: [] },
  casesWanted: 2,
  monthlyCheck: true,
  patrolEvery: 'none',
};

/** 拟制方案, from nothing or from a preset of the catalog. */
export default function CampaignNew() {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<PlanValues>();
  const [key] = useState(oneTimeKey);
  const guard = useUnsavedGuard();
  const choices = usePlanChoices();
  const save = useMutation({
    mutationFn: (values: PlanValues) => call(createCampaign, { body: { ...fromForm(values), key } }),
    onSuccess: async (campaign) => {
      guard.release();
      message.success('方案已保存，核对后印发');
      void queries.invalidateQueries({ queryKey: ['campaigns'] });
      await navigate({ to: `/campaigns/${campaign.id}` });
    },
  });
  const use = (id: string) => {
    const preset = choices.data?.presets.find((one) => one.id === id);
    if (!preset) return;
    const name = (form.getFieldValue('name') as string | undefined) ?? '';
    form.setFieldsValue(toForm({ ...preset.plan, name }));
    guard.touch();
  };
  return (
    <PageFrame>
      <div className="panel campaign-preset">
        <label htmlFor="campaign-preset">套用方案样式</label>
        <Select
          id="campaign-preset"
          placeholder="选择后填入阶段、任务和报送要求，内容都可以改"
          loading={choices.isPending}
          options={choices.data?.presets.map(({ id, name, source }) => ({
            value: id,
            label: `${name}——${source}`,
          }))}
          onChange={use}
        />
      </div>
      <PlanForm
        form={form}
        initial={EMPTY}
        onTouch={guard.touch}
        onSubmit={(values) => !save.isPending && save.mutate(values)}
        foot={
          <>
            {save.error && <ProblemNote error={save.error} />}
            <div className="form-foot">
              <Button type="primary" htmlType="submit" loading={save.isPending}>
                保存方案
              </Button>
              <Button onClick={() => void navigate({ to: '/campaigns' })}>取消</Button>
            </div>
          </>
        }
      />
    </PageFrame>
  );
}
