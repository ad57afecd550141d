import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { BUSINESS_FORM_NAMES, SITE_KIND_NAMES } from '@wangjian/core/site.ts';
import { makeDraw } from '@wangjian/server/modules/draws/contract.ts';
import { listOfficers } from '@wangjian/server/modules/officers/contract.ts';
import { listSites } from '@wangjian/server/modules/registry/contract.ts';
import { Button, Checkbox, Form, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import DayInput from '../../../ui/day-input.tsx';
import { oneTimeKey } from '../../one-time-key.ts';
import { ProblemNote } from '../../record/problem-note.tsx';
import { RecordSearch } from '../../record/record-search.tsx';
import { useOfficer } from '../../session/use-me.ts';
import { PageFrame } from '../../shell/page-frame.tsx';
import { RegionPicker } from '../../shell/region-picker.tsx';
import { optionsOf } from '../../words.ts';
import { SIDE_NAMES, type Side } from './inspection-words.ts';
import './field.css';

interface Values {
  readonly name: string;
  readonly region: string;
  readonly kind?: (keyof typeof SITE_KIND_NAMES)[];
  readonly form?: (keyof typeof BUSINESS_FORM_NAMES)[];
  readonly A: number;
  readonly B: number;
  readonly C: number;
  readonly D: number;
  readonly officerIds: string[];
  readonly recusals?: { officerId?: string; siteId?: string }[];
  readonly sides: Side[];
  readonly dueOn?: string;
  readonly publicSeed?: string;
  readonly seedNote?: string;
}

const CLASSES = [
  ['A', 'A 类（风险低）'],
  ['B', 'B 类（风险一般，未分类的按此）'],
  ['C', 'C 类（风险较高）'],
  ['D', 'D 类（风险高）'],
] as const;

/** 新的抽取: which objects, by which shares, which officers, who is recused, from which seed. */
export default function DrawNew() {
  const me = useOfficer();
  const navigate = useNavigate();
  const [key] = useState(oneTimeKey);
  const officers = useQuery({
    queryKey: ['officers', 'to-draw'],
    queryFn: async ({ signal }) =>
      (await call(listOfficers, { query: { pageSize: 500, status: 'active' }, signal })).items,
  });
  const options = (officers.data ?? []).map(({ id, name, orgName }) => ({
    value: id,
    label: `${name}　${orgName}`,
  }));
  const save = useMutation({
    mutationFn: ({ A, B, C, D, recusals, seedNote, ...values }: Values) =>
      call(makeDraw, {
        body: {
          ...values,
          rates: { A: A * 10, B: B * 10, C: C * 10, D: D * 10 },
          recusals: (recusals ?? []).flatMap(({ officerId, siteId }) =>
            officerId && siteId ? [{ officerId, siteId }] : [],
          ),
          publicSeed: values.publicSeed || undefined,
          seedNote: seedNote ?? '',
          key,
        },
      }),
    onSuccess: (draw) => navigate({ to: `/inspections/draws/${draw.id}` }),
  });
  return (
    <PageFrame>
      <div className="panel">
        <Form<Values>
          layout="vertical"
          className="inspection-new"
          initialValues={{ region: me.region, A: 1, B: 3, C: 10, D: 30, sides: ['online'] }}
          onFinish={(values) => !save.isPending && save.mutate(values)}
        >
          <Form.Item
            name="name"
            label="抽查名称"
            rules={[{ required: true, min: 2, message: '请写抽查名称' }]}
          >
            <Input maxLength={80} placeholder="例如：2026年四季度网络食品经营者抽查" />
          </Form.Item>
          <Form.Item name="region" label="抽查范围" rules={[{ required: true, message: '请选择辖区' }]}>
            <RegionPicker clearable={false} />
          </Form.Item>
          <Form.Item name="kind" label="主体分类（不选为全部）">
            <Select mode="multiple" options={optionsOf(SITE_KIND_NAMES)} />
          </Form.Item>
          <Form.Item name="form" label="经营业态（不选为全部）">
            <Select mode="multiple" options={optionsOf(BUSINESS_FORM_NAMES)} />
          </Form.Item>
          {CLASSES.map(([name, label]) => (
            <Form.Item
              key={name}
              name={name}
              label={`${label}抽取比例`}
              rules={[{ required: true, message: '请填比例' }]}
            >
              <InputNumber
                controls={false}
                min={0}
                max={100}
                step={0.1}
                precision={1}
                suffix="%"
                style={{ width: '100%' }}
              />
            </Form.Item>
          ))}
          <Form.Item
            name="officerIds"
            label="检查人员（每个对象随机选派两人）"
            rules={[{ required: true, type: 'array', min: 2, message: '至少选两人' }]}
          >
            <Select mode="multiple" loading={officers.isPending} options={options} optionFilterProp="label" />
          </Form.Item>
          <Form.Item name="sides" label="做哪些检查" rules={[{ required: true, message: '至少选一种' }]}>
            <Checkbox.Group options={optionsOf(SIDE_NAMES)} />
          </Form.Item>
          <Form.List name="recusals">
            {(fields, { add, remove }) => (
              <div className="wide-field">
                <p className="soft">回避：与检查对象有利害关系的人员不选派到该对象。</p>
                {fields.map((field) => (
                  <div key={field.key} className="recusal">
                    <Form.Item name={[field.name, 'officerId']} noStyle>
                      <Select options={options} optionFilterProp="label" placeholder="检查人员" showSearch />
                    </Form.Item>
                    <Form.Item name={[field.name, 'siteId']} noStyle>
                      <RecordSearch
                        placeholder="不检查哪个对象"
                        find={async (q, signal) =>
                          (await call(listSites, { query: { q, pageSize: 20 }, signal })).items.map(
                            (site) => ({
                              value: site.id,
                              label: site.name,
                            }),
                          )
                        }
                      />
                    </Form.Item>
                    <Button onClick={() => remove(field.name)}>去掉</Button>
                  </div>
                ))}
                <Button onClick={() => add({})}>添加回避</Button>
              </div>
            )}
          </Form.List>
          <Form.Item name="dueOn" label="完成期限">
            <DayInput />
          </Form.Item>
          <Form.Item
            name="publicSeed"
            label="公开的随机数（可不填）"
            extra="填写任何人可查的数，例如当日开奖号码；不填由系统生成并记录。"
          >
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="seedNote" label="随机数出处">
            <Input maxLength={200} />
          </Form.Item>
          {save.error && <ProblemNote error={save.error} />}
          <div className="form-foot">
            <Button type="primary" htmlType="submit" loading={save.isPending}>
              随机抽取
            </Button>
            <Button onClick={() => void navigate({ to: '/inspections/draws' })}>取消</Button>
          </div>
        </Form>
      </div>
    </PageFrame>
  );
}
