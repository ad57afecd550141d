import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import {
  type GuidanceForm,
  openGuidance,
  prefillGuidance,
} from '@wangjian/server/modules/guidance/contract.ts';
import { App, Button, Form } from 'antd';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { oneTimeKey } from '../../one-time-key.ts';
import { ProblemNote } from '../../record/problem-note.tsx';
import { useUnsavedGuard } from '../../record/use-unsaved-guard.ts';
import { useOfficer } from '../../session/use-me.ts';
import { PageFrame } from '../../shell/page-frame.tsx';
import { QueryState } from '../../shell/query-state.tsx';
import type { UrlSearch } from '../../url-search.ts';
import { GuidanceFields } from './guidance-fields.tsx';

/** 实施行政指导, free or from a lead (`?leadId=`), whose facts and articles are brought along. */
export default function GuidanceNew() {
  const { leadId } = useSearch({ strict: false }) as UrlSearch;
  const id = typeof leadId === 'string' ? leadId : undefined;
  const prefill = useQuery({
    queryKey: ['guidance-prefill', id],
    queryFn: ({ signal }) => call(prefillGuidance, { query: { leadId: id ?? '' }, signal }),
    enabled: id !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (id === undefined) return <NewForm start={{}} />;
  return <QueryState query={prefill}>{(start) => <NewForm start={start} />}</QueryState>;
}

function NewForm({ start }: { start: Partial<GuidanceForm> }) {
  const me = useOfficer();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<GuidanceForm>();
  const [key] = useState(oneTimeKey);
  const guard = useUnsavedGuard();
  const open = useMutation({
    mutationFn: (given: GuidanceForm) =>
      call(openGuidance, {
        body: {
          ...start,
          ...given,
          url: given.url || null,
          items: given.kind === 'takedown' ? (given.items ?? []) : [],
          key,
        },
      }),
    onSuccess: async (guidance) => {
      guard.release();
      message.success('已拟制文书，请填写后提交审批');
      void queries.invalidateQueries();
      await navigate({ to: `/guidance/${guidance.id}` });
    },
  });
  return (
    <PageFrame>
      <div className="panel">
        <Form<GuidanceForm>
          form={form}
          layout="vertical"
          initialValues={{
            kind: 'reminder',
            region: me.region,
            articles: [],
            violations: [],
            items: [],
            ...start,
          }}
          scrollToFirstError={{ focus: true }}
          onValuesChange={guard.touch}
          onFinish={(given) => !open.isPending && open.mutate(given)}
        >
          <GuidanceFields form={form} />
          {open.error && <ProblemNote error={open.error} />}
          <div className="form-foot">
            <Button type="primary" htmlType="submit" loading={open.isPending}>
              拟制文书
            </Button>
            <Button onClick={() => void navigate({ to: '/guidance' })}>取消</Button>
          </div>
        </Form>
      </div>
    </PageFrame>
  );
}
