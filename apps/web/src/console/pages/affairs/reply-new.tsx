import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReplyForm, registerReply } from '@wangjian/server/modules/affairs/contract.ts';
import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { LazyDayInput } from '../../../ui/lazy-day-input.tsx';
import { oneTimeKey } from '../../one-time-key.ts';
import { ProblemNote } from '../../record/problem-note.tsx';
import { useUnsavedGuard } from '../../record/use-unsaved-guard.ts';
import { useOfficer } from '../../session/use-me.ts';
import { PageFrame } from '../../shell/page-frame.tsx';
import { todayInChina } from '../../time-words.ts';
import { OrgField } from './org-field.tsx';
import { ReplyFields } from './reply-fields.tsx';

/** 登记建议提案. */
export default function ReplyNew() {
  const me = useOfficer();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [key] = useState(oneTimeKey);
  const guard = useUnsavedGuard();
  const register = useMutation({
    mutationFn: (given: ReplyForm & { orgId: string }) => call(registerReply, { body: { ...given, key } }),
    onSuccess: async (reply) => {
      guard.release();
      message.success('已登记，开始计算答复期限');
      void queries.invalidateQueries();
      await navigate({ to: `/affairs/replies/${reply.id}` });
    },
  });
  return (
    <PageFrame>
      <div className="panel">
        <Form<ReplyForm & { orgId: string }>
          layout="vertical"
          initialValues={{ kind: 'suggestion', role: 'host', receivedOn: todayInChina(), orgId: me.orgId }}
          scrollToFirstError={{ focus: true }}
          onValuesChange={guard.touch}
          onFinish={(given) => !register.isPending && register.mutate(given)}
        >
          <div className="form-grid">
            <ReplyFields />
            <Form.Item
              name="dueOn"
              label="答复期限"
              extra="以交办文件写明的期限为准。"
              rules={[{ required: true, message: '请选择答复期限' }]}
            >
              <LazyDayInput />
            </Form.Item>
            <Form.Item name="orgId" label="承办单位" rules={[{ required: true, message: '请选择承办单位' }]}>
              <OrgField />
            </Form.Item>
            <Form.Item name="content" label="建议提案内容" className="full">
              <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={10000} />
            </Form.Item>
          </div>
          {register.error && <ProblemNote error={register.error} />}
          <div className="form-foot">
            <Button type="primary" htmlType="submit" loading={register.isPending}>
              登记
            </Button>
            <Button onClick={() => void navigate({ to: '/affairs/replies' })}>取消</Button>
          </div>
        </Form>
      </div>
    </PageFrame>
  );
}
