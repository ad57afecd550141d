import { useQueryClient } from '@tanstack/react-query';
import { BUSINESS_FORM_NAMES, SITE_KIND_NAMES } from '@wangjian/core/site.ts';
import { confirmSite, type SiteDetail } from '@wangjian/server/modules/registry/contract.ts';
import { App, Form, Input, Radio, Select } from 'antd';
import type { z } from 'zod';
import { call } from '../../../api/call.ts';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { CONFIRM_METHOD_NAMES, optionsOf } from '../../words.ts';

type Detail = z.output<typeof SiteDetail>;
type Values = Omit<z.input<(typeof confirmSite)['body'] & z.ZodType>, 'version'>;

/** 人工确认: by page, by phone or on the spot; the result, the class and the forms of business. */
export function SiteConfirm({ site, onClose }: { site: Detail; onClose: () => void }) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  return (
    <ActionDialog<Values>
      title={`人工确认：${site.name}`}
      ok="确认"
      width={560}
      initial={{ method: 'page', result: 'confirmed', kind: site.kind, forms: [...site.forms], note: '' }}
      onClose={onClose}
      onReload={() => void queries.invalidateQueries({ queryKey: ['site', site.id] })}
      onSubmit={async (values) => {
        const saved = await call(confirmSite, {
          params: { id: site.id },
          body: { ...values, version: site.version },
        });
        queries.setQueryData(['site', site.id], saved);
        void queries.invalidateQueries({ queryKey: ['registry'] });
        message.success('已记录人工确认结果');
      }}
    >
      <Form.Item name="method" label="核实方式">
        <Radio.Group options={optionsOf(CONFIRM_METHOD_NAMES)} />
      </Form.Item>
      <Form.Item name="result" label="结果">
        <Radio.Group
          options={[
            { value: 'confirmed', label: '属实，纳入主体库' },
            { value: 'excluded', label: '无效信息，排除' },
          ]}
        />
      </Form.Item>
      <Form.Item
        name="kind"
        label="主体类别"
        rules={[
          { required: true, message: '请选择类别' },
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              value === 'unknown' && getFieldValue('result') === 'confirmed'
                ? Promise.reject(new Error('确认属实时请选定类别'))
                : Promise.resolve(),
          }),
        ]}
      >
        <Select options={optionsOf(SITE_KIND_NAMES)} />
      </Form.Item>
      <Form.Item name="forms" label="经营业态">
        <Select mode="multiple" allowClear options={optionsOf(BUSINESS_FORM_NAMES)} placeholder="可选多项" />
      </Form.Item>
      <Form.Item name="note" label="核实情况">
        <Input.TextArea rows={3} maxLength={500} showCount placeholder="如：电话接通，店主确认仍在经营" />
      </Form.Item>
    </ActionDialog>
  );
}
