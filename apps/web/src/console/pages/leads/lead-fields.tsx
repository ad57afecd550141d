import { useQuery } from '@tanstack/react-query';
import { LEAD_SOURCE_NAMES } from '@wangjian/core/lead.ts';
import type { LeadForm } from '@wangjian/server/modules/leads/contract.ts';
import { listSites } from '@wangjian/server/modules/registry/contract.ts';
import { Form, Input, Select } from 'antd';
import type { z } from 'zod';
import { call } from '../../../api/call.ts';
import DayInput from '../../../ui/day-input.tsx';
import { RecordSearch } from '../../record/record-search.tsx';
import { usccProblem } from '../../record/uscc-problem.ts';
import { RegionPicker } from '../../shell/region-picker.tsx';
import { violationsQuery } from '../../violations-query.ts';
import { optionsOf } from '../../words.ts';
import { SourceFields } from './source-fields.tsx';

export type LeadValues = z.input<typeof LeadForm>;

/** The words of the 案源线索登记表's fields, for the form, the print and the note of what somebody else changed. */
export const LEAD_FIELD_NAMES: Record<keyof LeadValues, string> = {
  title: '线索标题',
  source: '案源来源',
  sourceFields: '来源材料',
  region: '辖区',
  siteId: '主体库中的网站',
  party: '当事人',
  uscc: '统一社会信用代码',
  partyAddress: '当事人地址',
  partyPhone: '当事人电话',
  url: '网址',
  informant: '提供人',
  informantPhone: '提供人电话',
  foundOn: '发现日期',
  receivedOn: '收到日期（同发现日期的不填）',
  content: '案源内容（违法事实）',
  violations: '涉嫌违法行为',
  opinion: '登记意见',
};

/** Fields of the 案源线索登记表. */
export function LeadFields({ site }: { site?: { value: string; label: string } | undefined }) {
  const violations = useQuery(violationsQuery);
  const names = LEAD_FIELD_NAMES;
  return (
    <div className="form-grid">
      <Form.Item
        name="title"
        label={names.title}
        className="full"
        rules={[{ required: true, min: 2, whitespace: true, message: '请填写标题，至少 2 个字' }]}
      >
        <Input maxLength={120} showCount autoFocus placeholder="如：某店铺宣传普通食品具有治疗功效" />
      </Form.Item>
      <Form.Item name="source" label={names.source} rules={[{ required: true, message: '请选择来源' }]}>
        <Select options={optionsOf(LEAD_SOURCE_NAMES)} />
      </Form.Item>
      <Form.Item name="region" label={names.region} rules={[{ required: true, message: '请选择辖区' }]}>
        <RegionPicker clearable={false} placeholder="选择辖区" />
      </Form.Item>
      <Form.Item name="foundOn" label={names.foundOn} rules={[{ required: true, message: '请填写发现日期' }]}>
        <DayInput />
      </Form.Item>
      <Form.Item name="receivedOn" label={names.receivedOn}>
        <DayInput />
      </Form.Item>
      <SourceFields />
      <Form.Item name="siteId" label={names.siteId} className="span-two">
        <RecordSearch
          placeholder="输入名称或网址查找，可不填"
          known={site ? [site] : []}
          find={async (q, signal) => {
            const found = await call(listSites, { query: { q, pageSize: 20 }, signal });
            return found.items.map((one) => ({ value: one.id, label: `${one.name}　${one.host}` }));
          }}
        />
      </Form.Item>
      <Form.Item name="url" label={names.url}>
        <Input maxLength={2000} placeholder="https://" />
      </Form.Item>
      <Form.Item name="party" label={names.party}>
        <Input maxLength={100} placeholder="企业名称或经营者姓名" />
      </Form.Item>
      <Form.Item
        name="uscc"
        label={names.uscc}
        rules={[
          {
            validator: (_, value?: string) => {
              const problem = value ? usccProblem(value) : null;
              return problem ? Promise.reject(new Error(problem)) : Promise.resolve();
            },
          },
        ]}
      >
        <Input maxLength={18} placeholder="18 位" />
      </Form.Item>
      <Form.Item name="partyPhone" label={names.partyPhone}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="partyAddress" label={names.partyAddress} className="full">
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="violations" label={names.violations} className="full">
        <Select
          mode="multiple"
          allowClear
          loading={violations.isLoading}
          placeholder="可选多项"
          showSearch={{ optionFilterProp: 'label' }}
          options={(violations.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
        />
      </Form.Item>
      <Form.Item
        name="content"
        label={names.content}
        className="full"
        rules={[{ required: true, min: 2, whitespace: true, message: '请写明案源内容，至少 2 个字' }]}
      >
        <Input.TextArea rows={5} maxLength={5000} showCount />
      </Form.Item>
      <Form.Item name="informant" label={names.informant}>
        <Input maxLength={100} placeholder="投诉举报人、移送机关等" />
      </Form.Item>
      <Form.Item name="informantPhone" label={names.informantPhone}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="opinion" label={names.opinion} className="full">
        <Input.TextArea rows={2} maxLength={2000} />
      </Form.Item>
    </div>
  );
}
