import { useQuery } from '@tanstack/react-query';
import type { BusinessForm, SiteKind } from '@wangjian/core/site.ts';
import { BUSINESS_FORM_NAMES, SITE_KIND_NAMES } from '@wangjian/core/site.ts';
import { listSites } from '@wangjian/server/modules/registry/contract.ts';
import { Form, Select } from 'antd';
import { useEffect } from 'react';
import { messageOf } from '../../../api/api-error.ts';
import { call } from '../../../api/call.ts';
import { RegionPicker } from '../../shell/region-picker.tsx';
import { countOf } from '../../time-words.ts';
import { optionsOf } from '../../words.ts';

export interface SelectionValue {
  readonly kind?: SiteKind[] | undefined;
  readonly form?: BusinessForm[] | undefined;
  readonly region?: string | undefined;
  /** How many sites the choice holds; null while it is counted. */
  readonly total: number | null;
}

/** A choice of the register by class, form of business and region, with the count of sites that it holds. */
export function SelectionInput(props: { value: SelectionValue; onChange: (value: SelectionValue) => void }) {
  const { value, onChange } = props;
  const { kind, form, region } = value;
  const count = useQuery({
    queryKey: ['selection-count', kind, form, region],
    queryFn: async ({ signal }) =>
      (await call(listSites, { query: { kind, form, region, pageSize: 1 }, signal })).total,
  });
  const total = count.data ?? null;
  useEffect(() => {
    if (total !== value.total) onChange({ ...value, total });
  }, [total, value, onChange]);
  return (
    <div className="form-grid">
      <Form.Item label="主体类别">
        <Select
          mode="multiple"
          allowClear
          placeholder="全部类别"
          options={optionsOf(SITE_KIND_NAMES)}
          value={kind}
          onChange={(next: SiteKind[]) => onChange({ ...value, kind: next.length > 0 ? next : undefined })}
        />
      </Form.Item>
      <Form.Item label="经营业态">
        <Select
          mode="multiple"
          allowClear
          placeholder="全部业态"
          options={optionsOf(BUSINESS_FORM_NAMES)}
          value={form}
          onChange={(next: BusinessForm[]) =>
            onChange({ ...value, form: next.length > 0 ? next : undefined })
          }
        />
      </Form.Item>
      <Form.Item
        label="辖区"
        extra={
          count.error
            ? `没有数出来：${messageOf(count.error)}`
            : total === null
              ? '正在计数……'
              : `符合条件的主体 ${countOf(total)} 个`
        }
      >
        <RegionPicker value={region} onChange={(next) => onChange({ ...value, region: next })} />
      </Form.Item>
    </div>
  );
}
