import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import {
  openTransfer,
  prefillTransfer,
  type TransferForm,
} from '@wangjian/server/modules/transfers/contract.ts';
import { App, Button, Checkbox, Form } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { call } from '../../../api/call.ts';
import { oneTimeKey } from '../../one-time-key.ts';
import { ProblemNote } from '../../record/problem-note.tsx';
import { useUnsavedGuard } from '../../record/use-unsaved-guard.ts';
import { useOfficer } from '../../session/use-me.ts';
import { PageFrame } from '../../shell/page-frame.tsx';
import { QueryState } from '../../shell/query-state.tsx';
import type { UrlSearch } from '../../url-search.ts';
import { TransferFields } from './transfer-fields.tsx';
import './transfers.css';

type Prefill = z.output<NonNullable<typeof prefillTransfer.result>>;

/** 发函, free or from a lead or inspection (`?onId=`), whose facts and evidence are brought along. */
export default function TransferNew() {
  const { onId } = useSearch({ strict: false }) as UrlSearch;
  const id = typeof onId === 'string' ? onId : undefined;
  const prefill = useQuery({
    queryKey: ['transfer-prefill', id],
    queryFn: ({ signal }) => call(prefillTransfer, { query: { onId: id ?? '' }, signal }),
    enabled: id !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (id === undefined) return <NewForm start={{ form: {}, evidence: [] }} />;
  return <QueryState query={prefill}>{(start) => <NewForm start={start} />}</QueryState>;
}

function NewForm({ start }: { start: Prefill }) {
  const me = useOfficer();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<TransferForm>();
  const [key] = useState(oneTimeKey);
  const guard = useUnsavedGuard();
  const open = useMutation({
    mutationFn: (given: TransferForm) =>
      call(openTransfer, { body: { ...start.form, ...given, to: given.to ?? '', key } }),
    onSuccess: async (transfer) => {
      guard.release();
      message.success('已拟制函件，请填写完整后提交审批');
      void queries.invalidateQueries();
      await navigate({ to: `/transfers/${transfer.id}` });
    },
  });
  return (
    <PageFrame>
      <div className="panel">
        <Form<TransferForm>
          form={form}
          layout="vertical"
          initialValues={{
            kind: 'transfer',
            reach: 'outside',
            region: me.region,
            contact: me.name,
            ...start.form,
          }}
          scrollToFirstError={{ focus: true }}
          onValuesChange={guard.touch}
          onFinish={(given) => !open.isPending && open.mutate(given)}
        >
          <TransferFields form={form} />
          {start.evidence.length > 0 && (
            <Form.Item name="evidenceIds" label="随函移交的证据、材料">
              <Checkbox.Group className="transfer-evidence">
                {start.evidence.map((one) => (
                  <Checkbox key={one.id} value={one.id} disabled={one.sha256 === null}>
                    {one.title || one.url}
                    <span className="soft">
                      {one.day && `　${one.day} 取证`}
                      {one.sha256 === null ? '，正在固定，请稍候再移送' : ''}
                    </span>
                  </Checkbox>
                ))}
              </Checkbox.Group>
            </Form.Item>
          )}
          {open.error && <ProblemNote error={open.error} />}
          <div className="form-foot">
            <Button type="primary" htmlType="submit" loading={open.isPending}>
              拟制函件
            </Button>
            <Button onClick={() => void navigate({ to: '/transfers' })}>取消</Button>
          </div>
        </Form>
      </div>
    </PageFrame>
  );
}
