import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { TRANSFER_KIND_NAMES } from '@wangjian/core/transfer.ts';
import { registerIncoming } from '@wangjian/server/modules/transfers/contract.ts';
import { App, Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { call } from '../../../api/call.ts';
import { LazyDayInput } from '../../../ui/lazy-day-input.tsx';
import { oneTimeKey } from '../../one-time-key.ts';
import { ProblemNote } from '../../record/problem-note.tsx';
import { useUnsavedGuard } from '../../record/use-unsaved-guard.ts';
import { useOfficer } from '../../session/use-me.ts';
import { PageFrame } from '../../shell/page-frame.tsx';
import { RegionPicker } from '../../shell/region-picker.tsx';
import { todayInChina } from '../../time-words.ts';
import { optionsOf } from '../../words.ts';
import { MatterFields } from './transfer-fields.tsx';

type Incoming = z.input<NonNullable<typeof registerIncoming.body>>;
const required = (message: string) => [{ required: true, message }];

/** 登记来函: a letter that another authority sent on paper or by post. */
export default function IncomingNew() {
  const me = useOfficer();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<Incoming>();
  const kind = Form.useWatch('kind', form) ?? 'assistance';
  const [key] = useState(oneTimeKey);
  const guard = useUnsavedGuard();
  const register = useMutation({
    mutationFn: (given: Incoming) => call(registerIncoming, { body: { ...given, key } }),
    onSuccess: async (transfer) => {
      guard.release();
      message.success('已登记，请在详情页上传函件扫描件并接收办理');
      void queries.invalidateQueries();
      await navigate({ to: `/transfers/${transfer.id}` });
    },
  });
  return (
    <PageFrame>
      <div className="panel">
        <Form<Incoming>
          form={form}
          layout="vertical"
          initialValues={{ kind: 'assistance', region: me.region, receivedOn: todayInChina() }}
          scrollToFirstError={{ focus: true }}
          onValuesChange={guard.touch}
          onFinish={(given) => !register.isPending && register.mutate(given)}
        >
          <div className="form-grid">
            <Form.Item name="kind" label="类型" rules={required('请选择类型')}>
              <Select options={optionsOf(TRANSFER_KIND_NAMES)} />
            </Form.Item>
            <Form.Item name="from" label="来函单位" rules={required('请填写来函单位的全称')}>
              <Input maxLength={100} />
            </Form.Item>
            <Form.Item name="letterNumber" label="来函文号">
              <Input maxLength={60} />
            </Form.Item>
            <Form.Item name="letterOn" label="来函日期">
              <LazyDayInput max={todayInChina()} />
            </Form.Item>
            <Form.Item
              name="receivedOn"
              label="收到日期"
              extra="协助调查的十五个工作日从这一天起算"
              rules={required('请选择收到日期')}
            >
              <LazyDayInput max={todayInChina()} />
            </Form.Item>
            <Form.Item name="region" label="承办辖区" rules={required('请选择辖区')}>
              <RegionPicker clearable={false} placeholder="选择辖区" />
            </Form.Item>
            <MatterFields kind={kind} incoming />
          </div>
          {register.error && <ProblemNote error={register.error} />}
          <div className="form-foot">
            <Button type="primary" htmlType="submit" loading={register.isPending}>
              登记来函
            </Button>
            <Button onClick={() => void navigate({ to: '/transfers' })}>取消</Button>
          </div>
        </Form>
      </div>
    </PageFrame>
  );
}
