import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import {
  acceptCampaign,
  type CampaignDetail,
  cancelCampaign,
  closeCampaign,
  drawForCampaign,
  issueCampaign,
  resumeCampaign,
  startCampaign,
  startCampaignPatrol,
  sumUpCampaign,
} from '@wangjian/server/modules/campaigns/contract.ts';
import { listOfficers } from '@wangjian/server/modules/officers/contract.ts';
import { App, Button, Checkbox, Dropdown, Form, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { LazyDayInput } from '../../../ui/lazy-day-input.tsx';
import { oneTimeKey } from '../../one-time-key.ts';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { RegionPicker } from '../../shell/region-picker.tsx';

const MOVES = {
  accept: {
    endpoint: acceptCampaign,
    name: '签收上级部署',
    hint: '签收后成为本局的方案草稿：把任务分解到本局各单位，再印发。上级会看到签收情况。',
  },
  issue: { endpoint: issueCampaign, name: '印发方案', hint: '印发后任务下达到各单位，各单位会收到通知。' },
  start: { endpoint: startCampaign, name: '转入集中检查', hint: '从现在起可以随机抽查和督查。' },
  'sum-up': { endpoint: sumUpCampaign, name: '转入督查总结', hint: '各单位选定典型案例，报送总结。' },
  resume: { endpoint: resumeCampaign, name: '转回集中检查', hint: '继续集中检查。' },
  close: { endpoint: closeCampaign, name: '结束行动', hint: '结束后只能查看，未到的期限不再提醒。' },
  cancel: { endpoint: cancelCampaign, name: '撤销', hint: '撤销后任务和期限都不再有效，请写明理由。' },
} as const;
type Move = keyof typeof MOVES;
const NEXT: readonly Move[] = ['accept', 'issue', 'start', 'sum-up', 'close'];

/** The buttons of a campaign: the next step, patrol and draw, the rest folded away. */
export function CampaignActions({ campaign, onReload }: { campaign: CampaignDetail; onReload: () => void }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [dialog, setDialog] = useState<Move | 'patrol' | 'draw' | null>(null);
  const [key, setKey] = useState(oneTimeKey);
  const may = (action: CampaignDetail['allowed'][number]) => campaign.allowed.includes(action);
  const next = NEXT.find(may);
  const others = (['resume', 'cancel'] as const).filter(may);
  const show = (fresh: CampaignDetail, words: string) => {
    queries.setQueryData(['campaign', campaign.id], fresh);
    void queries.invalidateQueries({ queryKey: ['campaign-work', campaign.id] });
    setKey(oneTimeKey());
    message.success(words);
  };
  const params = { id: campaign.id };
  const move = dialog !== null && dialog !== 'patrol' && dialog !== 'draw' ? MOVES[dialog] : null;
  return (
    <>
      {next && (
        <Button type="primary" onClick={() => setDialog(next)}>
          {MOVES[next].name}
        </Button>
      )}
      {may('patrol') && <Button onClick={() => setDialog('patrol')}>发起监测</Button>}
      {may('draw') && <Button onClick={() => setDialog('draw')}>随机抽查</Button>}
      {may('edit') && (
        <Button onClick={() => void navigate({ to: `/campaigns/${campaign.id}/edit` })}>
          {campaign.status === 'draft' ? '修改方案' : '修订方案'}
        </Button>
      )}
      {others.length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: others.map((one) => ({ key: one, label: MOVES[one].name })),
            onClick: ({ key: chosen }) => setDialog(chosen as Move),
          }}
        >
          <Button>更多</Button>
        </Dropdown>
      )}
      {move && (
        <ActionDialog<{ opinion?: string }>
          title={move.name}
          ok={move.name}
          danger={dialog === 'cancel'}
          onReload={onReload}
          onClose={() => setDialog(null)}
          onSubmit={async ({ opinion }) =>
            show(
              await call(move.endpoint, {
                params,
                body: { version: campaign.version, opinion: opinion ?? '' },
              }),
              `已${move.name}`,
            )
          }
        >
          <p className="soft">{move.hint}</p>
          <Form.Item name="opinion" label={dialog === 'cancel' ? '理由' : '说明（可不填）'}>
            <Input.TextArea maxLength={1000} autoSize={{ minRows: 2 }} />
          </Form.Item>
        </ActionDialog>
      )}
      {dialog === 'patrol' && (
        <ActionDialog<{ maxPages: number }>
          title="对范围内的网站发起监测"
          ok="开始监测"
          initial={{ maxPages: 30 }}
          onClose={() => setDialog(null)}
          onSubmit={async (values) =>
            show(
              await call(startCampaignPatrol, { params, body: { ...values, key } }),
              '监测已开始，在“监测和抽查”中查看',
            )
          }
        >
          <p className="soft">
            范围内已登记网站 {campaign.sites} 个（{campaign.scopeWords.join('；')}）。
          </p>
          <Form.Item
            name="maxPages"
            label="每个网站最多读多少页"
            rules={[{ required: true, message: '请填写页数' }]}
          >
            <InputNumber
              controls={false}
              min={1}
              max={500}
              precision={0}
              suffix="页"
              style={{ width: 160 }}
            />
          </Form.Item>
        </ActionDialog>
      )}
      {dialog === 'draw' && (
        <DrawDialog
          campaign={campaign}
          onClose={() => setDialog(null)}
          onSubmit={async (values) =>
            show(
              await call(drawForCampaign, {
                params,
                body: { ...values, rate: Math.round(values.rate * 10), key },
              }),
              '已抽取，请在“监测和抽查”中打开并下达检查任务',
            )
          }
        />
      )}
    </>
  );
}

interface DrawValues {
  readonly region: string;
  readonly rate: number;
  readonly officerIds: string[];
  readonly sides: ('online' | 'on-site')[];
  readonly dueOn?: string;
}

function DrawDialog(props: {
  readonly campaign: CampaignDetail;
  readonly onClose: () => void;
  readonly onSubmit: (values: DrawValues) => Promise<unknown>;
}) {
  const officers = useQuery({
    queryKey: ['officers', 'to-draw'],
    queryFn: async ({ signal }) =>
      (await call(listOfficers, { query: { pageSize: 500, status: 'active' }, signal })).items,
  });
  const { campaign } = props;
  return (
    <ActionDialog<DrawValues>
      title="在范围内随机抽取检查对象"
      ok="随机抽取"
      initial={{ region: campaign.plan.scope.regions[0] ?? campaign.region, rate: 5, sides: ['online'] }}
      onClose={props.onClose}
      onSubmit={props.onSubmit}
    >
      <Form.Item name="region" label="辖区" rules={[{ required: true, message: '请选择辖区' }]}>
        <RegionPicker clearable={false} />
      </Form.Item>
      <Form.Item name="rate" label="抽取比例" rules={[{ required: true, message: '请填比例' }]}>
        <InputNumber
          controls={false}
          min={0.1}
          max={100}
          step={0.1}
          precision={1}
          suffix="%"
          style={{ width: 160 }}
        />
      </Form.Item>
      <Form.Item
        name="officerIds"
        label="检查人员（每个对象随机选派两人）"
        rules={[{ required: true, type: 'array', min: 2, message: '至少选两人' }]}
      >
        <Select
          mode="multiple"
          loading={officers.isPending}
          optionFilterProp="label"
          options={(officers.data ?? []).map(({ id, name, orgName }) => ({
            value: id,
            label: `${name}　${orgName}`,
          }))}
        />
      </Form.Item>
      <Form.Item name="sides" label="做哪些检查" rules={[{ required: true, message: '至少选一种' }]}>
        <Checkbox.Group
          options={[
            { value: 'online', label: '网上检查' },
            { value: 'on-site', label: '实地检查' },
          ]}
        />
      </Form.Item>
      <Form.Item name="dueOn" label="完成期限">
        <LazyDayInput />
      </Form.Item>
    </ActionDialog>
  );
}
