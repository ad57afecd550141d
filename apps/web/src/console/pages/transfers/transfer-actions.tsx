import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Endpoint } from '@wangjian/core/endpoint.ts';
import * as contract from '@wangjian/server/modules/transfers/contract.ts';
import { App, Button } from 'antd';
import { useRef, useState } from 'react';
import { messageOf } from '../../../api/api-error.ts';
import { call } from '../../../api/call.ts';
import { upload } from '../../../api/upload.ts';
import { oneTimeKey } from '../../one-time-key.ts';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { StepFields } from './step-fields.tsx';
import { STEPS, type Step } from './step-table.ts';

type Detail = contract.TransferDetail;
type Action = contract.TransferAction;

/** What may be done with a transfer now. */
export function TransferActions({ transfer, onReload }: { transfer: Detail; onReload: () => void }) {
  const queries = useQueryClient();
  const { message, modal } = App.useApp();
  const [asked, setAsked] = useState<Step | null>(null);
  const [key, setKey] = useState(oneTimeKey);
  const params = { id: transfer.id };
  const show = (fresh: Detail, words: string) => {
    queries.setQueryData(['transfer', transfer.id], fresh);
    for (const list of ['transfers', 'documents', 'lead'])
      void queries.invalidateQueries({ queryKey: [list] });
    message.success(words);
    setKey(oneTimeKey());
  };
  const send = async (step: Step, values: object) => {
    const body =
      step.action === 'comment' ? { ...values, key } : { ...values, version: transfer.version, key };
    show((await call(step.endpoint as Endpoint, { params, body } as never)) as Detail, step.done);
  };
  const now = useMutation({
    mutationFn: (step: Step) => send(step, {}),
    onError: (error) => message.error(messageOf(error)),
  });
  const renew = useMutation({
    mutationFn: () => call(contract.renewCode, { params, body: { version: transfer.version } }),
    onSuccess: ({ code, expiresOn }) => {
      onReload();
      modal.info({
        title: '新的接收码',
        content: `${code}（有效期至 ${expiresOn}）。只显示这一次，请告知对方；原接收码已失效。`,
      });
    },
    onError: (error) => message.error(messageOf(error)),
  });
  const may = (action: Action) => transfer.allowed.includes(action);
  return (
    <>
      {STEPS.filter(({ action }) => may(action)).map((step) => (
        <Button
          key={step.action}
          type={step.primary?.includes(transfer.status) ? 'primary' : 'default'}
          danger={step.danger ?? false}
          loading={now.isPending && now.variables === step}
          onClick={() => (step.fields.length > 0 ? setAsked(step) : now.mutate(step))}
        >
          {step.name}
        </Button>
      ))}
      {transfer.direction === 'in' && transfer.status === 'accepted' && may('feed-back') && (
        <Link to="/transfers/new" search={{ onId: transfer.id }}>
          <Button>转送其他机关</Button>
        </Link>
      )}
      {may('attach') && <Attach transfer={transfer} onSaved={(fresh) => show(fresh, '已上传')} />}
      {may('new-code') && (
        <Button loading={renew.isPending} onClick={() => renew.mutate()}>
          更换接收码
        </Button>
      )}
      {asked && (
        <ActionDialog<Record<string, unknown>>
          key={asked.action}
          title={asked.name}
          ok={asked.ok ?? asked.name}
          danger={asked.danger ?? false}
          initial={asked.initial?.(transfer) ?? {}}
          onClose={() => setAsked(null)}
          onReload={onReload}
          onSubmit={(values) => send(asked, values)}
        >
          <StepFields step={asked} transfer={transfer} />
        </ActionDialog>
      )}
    </>
  );
}

/** Whether what is attached now comes back with the answer, rather than going with the letter. */
const comesBack = ({ direction, status }: Detail): boolean =>
  direction === 'in' ? status === 'accepted' : status !== 'draft' && status !== 'signed';

/** Scans of letters and other papers. */
function Attach({ transfer, onSaved }: { transfer: Detail; onSaved: (fresh: Detail) => void }) {
  const { modal } = App.useApp();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const send = async (file: File) => {
    setBusy(true);
    try {
      const { method, path, summary, access, result } = contract.attachFile;
      const one = { method, path: path.replace(':id', transfer.id), summary, access, result };
      onSaved(await upload(one, file, () => undefined));
    } catch (error) {
      modal.error({ title: '没有上传成功', content: messageOf(error) });
    }
    setBusy(false);
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        aria-label="选择附件"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = '';
          if (file) void send(file);
        }}
      />
      <Button loading={busy} onClick={() => input.current?.click()}>
        {comesBack(transfer) ? (transfer.direction === 'in' ? '上传反馈材料' : '上传回执、复函') : '上传附件'}
      </Button>
    </>
  );
}
