import { BUSINESS_FORM_NAMES, SITE_KIND_NAMES } from '@wangjian/core/site.ts';
import { listSites, type SiteInput } from '@wangjian/server/modules/registry/contract.ts';
import { Form, Input, Select } from 'antd';
import type { z } from 'zod';
import { call } from '../../../api/call.ts';
import { RecordSearch } from '../../record/record-search.tsx';
import { usccProblem } from '../../record/uscc-problem.ts';
import { RegionPicker } from '../../shell/region-picker.tsx';
import { FOUND_BY_NAMES, optionsOf } from '../../words.ts';

export type SiteValues = z.input<typeof SiteInput>;

/** Words of the register's fields, for the form and the note of what somebody else changed. */
export const SITE_FIELD_NAMES: Record<keyof SiteValues, string> = {
  name: '网站（店铺）名称',
  url: '网址',
  kind: '主体类别',
  forms: '经营业态',
  region: '辖区',
  operatorName: '经营者',
  uscc: '统一社会信用代码',
  platformId: '所在平台',
  foundBy: '来源',
  phone: '联系电话',
  address: '经营地址',
};

/** Fields of a site or shop of the register. */
export function SiteFields({ platform }: { platform?: { value: string; label: string } | undefined }) {
  const names = SITE_FIELD_NAMES;
  return (
    <div className="form-grid">
      <Form.Item
        name="name"
        label={names.name}
        rules={[{ required: true, whitespace: true, message: '请填写名称' }]}
      >
        <Input maxLength={100} autoFocus />
      </Form.Item>
      <Form.Item
        name="url"
        label={names.url}
        className="span-two"
        rules={[{ required: true, min: 4, whitespace: true, message: '请填写网址' }]}
      >
        <Input maxLength={2000} placeholder="https://" />
      </Form.Item>
      <Form.Item name="kind" label={names.kind} rules={[{ required: true, message: '请选择类别' }]}>
        <Select options={optionsOf(SITE_KIND_NAMES)} />
      </Form.Item>
      <Form.Item name="forms" label={names.forms}>
        <Select mode="multiple" allowClear options={optionsOf(BUSINESS_FORM_NAMES)} placeholder="可选多项" />
      </Form.Item>
      <Form.Item name="region" label={names.region} rules={[{ required: true, message: '请选择辖区' }]}>
        <RegionPicker clearable={false} placeholder="选择辖区" />
      </Form.Item>
      <Form.Item name="operatorName" label={names.operatorName}>
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
      <Form.Item name="phone" label={names.phone}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="platformId" label={names.platformId}>
        <RecordSearch
          placeholder="店铺请选择所在平台"
          known={platform ? [platform] : []}
          find={async (q, signal) => {
            const found = await call(listSites, { query: { q, kind: ['platform'], pageSize: 20 }, signal });
            return found.items.map((one) => ({ value: one.id, label: `${one.name}　${one.host}` }));
          }}
        />
      </Form.Item>
      <Form.Item name="foundBy" label={names.foundBy}>
        <Select options={optionsOf(FOUND_BY_NAMES)} />
      </Form.Item>
      <Form.Item name="address" label={names.address}>
        <Input maxLength={200} />
      </Form.Item>
    </div>
  );
}
