import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { registerLead } from '@wangjian/server/modules/leads/contract.ts';
import { App, Button, Form } from 'antd';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { oneTimeKey } from '../../one-time-key.ts';
import { ProblemNote } from '../../record/problem-note.tsx';
import { useUnsavedGuard } from '../../record/use-unsaved-guard.ts';
import { useOfficer } from '../../session/use-me.ts';
import { PageFrame } from '../../shell/page-frame.tsx';
import { todayInChina } from '../../time-words.ts';
import { LeadFields, type LeadValues } from './lead-fields.tsx';

/** 登记线索 by hand: complaints, transfers, checks; the same key makes a second press harmless. */
export default function LeadNew() {
  const me = useOfficer();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<LeadValues>();
  const [key] = useState(oneTimeKey);
  const guard = useUnsavedGuard();
  const save = useMutation({
    mutationFn: (values: LeadValues) => call(registerLead, { body: { ...values, key } }),
    onSuccess: async (lead) => {
      guard.release();
      message.success(`已登记，编号 ${lead.number}`);
      void queries.invalidateQueries();
      await navigate({ to: `/leads/${lead.id}` });
    },
  });
  return (
    <PageFrame title="案源线索登记表" crumb="登记线索">
      <div className="panel">
        <Form
          form={form}
          layout="vertical"
          initialValues={{ source: 'complaint', region: me.region, foundOn: todayInChina(), violations: [] }}
          scrollToFirstError={{ focus: true }}
          onValuesChange={guard.touch}
          onFinish={(values: LeadValues) => !save.isPending && save.mutate(values)}
        >
          <LeadFields />
          {save.error && <ProblemNote error={save.error} />}
          <div className="form-foot">
            <Button type="primary" htmlType="submit" loading={save.isPending}>
              登记
            </Button>
            <Button onClick={() => void navigate({ to: '/leads' })}>取消</Button>
          </div>
        </Form>
      </div>
    </PageFrame>
  );
}
