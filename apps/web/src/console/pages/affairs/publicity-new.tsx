import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type PublicityForm, recordPublicity } from '@wangjian/server/modules/affairs/contract.ts';
import { App, Button, Form } from 'antd';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { oneTimeKey } from '../../one-time-key.ts';
import { ProblemNote } from '../../record/problem-note.tsx';
import { useUnsavedGuard } from '../../record/use-unsaved-guard.ts';
import { PageFrame } from '../../shell/page-frame.tsx';
import { todayInChina } from '../../time-words.ts';
import { PublicityFields, withLink } from './publicity-fields.tsx';

/** 登记宣传工作. */
export default function PublicityNew() {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [key] = useState(oneTimeKey);
  const guard = useUnsavedGuard();
  const record = useMutation({
    mutationFn: (given: PublicityForm) => call(recordPublicity, { body: { ...withLink(given), key } }),
    onSuccess: async (work) => {
      guard.release();
      message.success('已登记，请添加图片后发布');
      void queries.invalidateQueries();
      await navigate({ to: `/affairs/publicity/${work.id}` });
    },
  });
  return (
    <PageFrame>
      <div className="panel">
        <Form<PublicityForm>
          layout="vertical"
          initialValues={{ kind: 'material', day: todayInChina(), pieces: 1 }}
          scrollToFirstError={{ focus: true }}
          onValuesChange={guard.touch}
          onFinish={(given) => !record.isPending && record.mutate(given)}
        >
          <div className="form-grid">
            <PublicityFields />
          </div>
          {record.error && <ProblemNote error={record.error} />}
          <div className="form-foot">
            <Button type="primary" htmlType="submit" loading={record.isPending}>
              登记
            </Button>
            <Button onClick={() => void navigate({ to: '/affairs/publicity' })}>取消</Button>
          </div>
        </Form>
      </div>
    </PageFrame>
  );
}
