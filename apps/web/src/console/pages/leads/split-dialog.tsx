import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { listFindings } from '@wangjian/server/modules/findings/contract.ts';
import { getLead, splitLead } from '@wangjian/server/modules/leads/contract.ts';
import { Form, Input, Select } from 'antd';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { oneTimeKey } from '../../one-time-key.ts';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { useOutcome } from '../../record/use-outcome.ts';
import { RegionPicker } from '../../shell/region-picker.tsx';
import type { AskedProps } from './chosen.ts';

interface Values {
  readonly title: string;
  readonly content: string;
  readonly party?: string;
  readonly region?: string;
  readonly violations?: string[];
  readonly findingIds?: string[];
}

/** 拆分: a second matter (another party, another kind of breach) becomes a lead of its own. */
export default function SplitDialog(props: AskedProps) {
  const [lead] = props.leads;
  const id = lead?.id ?? '';
  const whole = useQuery({
    queryKey: ['lead', id],
    queryFn: ({ signal }) => call(getLead, { params: { id }, signal }),
  });
  const findings = useQuery({
    queryKey: ['lead-findings-to-split', id],
    queryFn: ({ signal }) => call(listFindings, { query: { leadId: id, pageSize: 200 }, signal }),
    enabled: (lead?.findings ?? 0) > 0,
  });
  const tell = useOutcome();
  const navigate = useNavigate();
  const [key] = useState(oneTimeKey);
  if (!lead) return null;
  return (
    <ActionDialog<Values>
      title={`拆分线索　${lead.number}`}
      ok="拆分"
      width={640}
      onClose={props.onClose}
      onReload={props.onReload}
      onSubmit={async (values) => {
        const after = await call(splitLead, {
          params: { id },
          body: { ...values, version: whole.data?.version ?? lead.version, key },
        });
        tell('拆分', { done: [id], refused: [] });
        const made = after.links.filter(({ kind }) => kind === 'split-into').at(-1);
        if (made) await navigate({ to: `/leads/${made.leadId}` });
      }}
    >
      <p className="soft">拆出的部分成为一条新线索，证据两边都看得到。</p>
      <Form.Item
        name="title"
        label="新线索的标题"
        rules={[{ required: true, min: 2, whitespace: true, message: '请填写标题，至少 2 个字' }]}
      >
        <Input maxLength={120} autoFocus />
      </Form.Item>
      <Form.Item
        name="content"
        label="拆出的内容"
        rules={[{ required: true, min: 2, whitespace: true, message: '请写明拆出的内容，至少 2 个字' }]}
      >
        <Input.TextArea rows={3} maxLength={5000} />
      </Form.Item>
      <Form.Item name="party" label="当事人（与原线索不同时填写）">
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="region" label="辖区（与原线索不同时选择）">
        <RegionPicker placeholder={lead.regionName} />
      </Form.Item>
      <Form.Item name="violations" label="拆出的涉嫌违法行为">
        <Select
          mode="multiple"
          options={lead.violations.map((one) => ({ value: one.id, label: one.name }))}
          showSearch={{ optionFilterProp: 'label' }}
        />
      </Form.Item>
      {(findings.data?.items.length ?? 0) > 0 && (
        <Form.Item name="findingIds" label="拆出的监测发现">
          <Select
            mode="multiple"
            options={findings.data?.items.map((one) => ({
              value: one.id,
              label: `${one.violationName}：${one.quote || one.url}`,
            }))}
            showSearch={{ optionFilterProp: 'label' }}
            popupMatchSelectWidth={false}
          />
        </Form.Item>
      )}
    </ActionDialog>
  );
}
