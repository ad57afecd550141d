import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import {
  type DocumentAction,
  type DocumentDetail,
  decideDocument,
  discardDocument,
  documentDocx,
  documentPdf,
  reviewLegality,
  submitDocument,
  voidDocument,
  withdrawDocument,
} from '@wangjian/server/modules/documents/contract.ts';
import { App, Button, Dropdown, Form, Input } from 'antd';
import { useState } from 'react';
import { messageOf } from '../../../api/api-error.ts';
import { call } from '../../../api/call.ts';
import { download } from '../../../api/download.ts';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { ServeDialog } from './serve-dialog.tsx';

interface Step {
  readonly label: string;
  readonly needsReason?: boolean;
  readonly primary?: boolean;
  readonly danger?: boolean;
  readonly send: (document: DocumentDetail, words: string) => Promise<DocumentDetail>;
}

const params = (document: DocumentDetail) => ({ params: { id: document.id } });
const body = (document: DocumentDetail, opinion: string) => ({ version: document.version, opinion });

/** Every step with a dialog of its own, in the order of the buttons. */
const STEPS: Partial<Record<DocumentAction, Step>> = {
  submit: {
    label: '提交',
    primary: true,
    send: (document, words) => call(submitDocument, { ...params(document), body: body(document, words) }),
  },
  approve: {
    label: '审核通过',
    primary: true,
    send: (document, words) =>
      call(decideDocument, { ...params(document), body: { ...body(document, words), decision: 'approve' } }),
  },
  'legal-approve': {
    label: '法制审核通过',
    primary: true,
    send: (document, words) =>
      call(reviewLegality, { ...params(document), body: { ...body(document, words), decision: 'approve' } }),
  },
  sign: {
    label: '签发',
    primary: true,
    send: (document, words) =>
      call(decideDocument, { ...params(document), body: { ...body(document, words), decision: 'sign' } }),
  },
  return: {
    label: '退回',
    needsReason: true,
    send: (document, words) =>
      call(decideDocument, { ...params(document), body: { ...body(document, words), decision: 'return' } }),
  },
  'legal-return': {
    label: '法制审核退回',
    needsReason: true,
    send: (document, words) =>
      call(reviewLegality, { ...params(document), body: { ...body(document, words), decision: 'return' } }),
  },
  withdraw: {
    label: '撤回',
    send: (document, words) => call(withdrawDocument, { ...params(document), body: body(document, words) }),
  },
  discard: {
    label: '废弃',
    needsReason: true,
    danger: true,
    send: (document, reason) =>
      call(discardDocument, { ...params(document), body: { version: document.version, reason } }),
  },
  void: {
    label: '作废',
    needsReason: true,
    danger: true,
    send: (document, reason) =>
      call(voidDocument, { ...params(document), body: { version: document.version, reason } }),
  },
};

/** The buttons of a document's page: those that the reader may press now. */
export function DocumentActions({ document, onReload }: { document: DocumentDetail; onReload: () => void }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [asked, setAsked] = useState<DocumentAction | null>(null);
  const [busy, setBusy] = useState(false);
  const fetchFile = async (what: string) => {
    const [kind, copy] = what.split(' ');
    setBusy(true);
    try {
      await download(kind === 'pdf' ? documentPdf : documentDocx, {
        params: { id: document.id },
        query: { copy },
      });
    } catch (error) {
      message.error(messageOf(error));
    } finally {
      setBusy(false);
    }
  };
  const step = asked && STEPS[asked];
  const submitLabel = document.form.approval.length === 0 ? '定稿' : '提交审批';
  return (
    <>
      {(Object.entries(STEPS) as [DocumentAction, Step][])
        .filter(([action]) => document.allowed.includes(action))
        .map(([action, { label, primary, danger }]) => (
          <Button
            key={action}
            type={primary ? 'primary' : 'default'}
            danger={danger ?? false}
            disabled={action === 'submit' && document.missing.length > 0}
            title={
              action === 'submit' && document.missing.length > 0
                ? `还没有填写：${document.missing.join('、')}`
                : undefined
            }
            onClick={() => setAsked(action)}
          >
            {action === 'submit' ? submitLabel : label}
          </Button>
        ))}
      {document.allowed.includes('serve') && (
        <Button type={document.status === 'signed' ? 'primary' : 'default'} onClick={() => setAsked('serve')}>
          登记送达
        </Button>
      )}
      <Dropdown
        disabled={busy}
        menu={{
          items: [
            { key: 'docx original', label: 'Word 文件' },
            { key: 'pdf original', label: 'PDF 文件' },
            ...(document.form.publishable
              ? [
                  { key: 'docx public', label: '公开副本（Word，已脱敏）' },
                  { key: 'pdf public', label: '公开副本（PDF，已脱敏）' },
                ]
              : []),
          ],
          onClick: ({ key }) => void fetchFile(key),
        }}
      >
        <Button loading={busy}>下载</Button>
      </Dropdown>
      {asked && step && (
        <ActionDialog<{ words: string }>
          title={asked === 'submit' ? submitLabel : step.label}
          ok={asked === 'submit' ? submitLabel : step.label}
          danger={step.danger ?? false}
          onClose={() => setAsked(null)}
          onReload={onReload}
          initial={{ words: asked === 'approve' || asked === 'sign' ? '同意' : '' }}
          onSubmit={async ({ words }) => {
            const saved = await step.send(document, words ?? '');
            queries.setQueryData(['document', document.id], saved);
            void queries.invalidateQueries({ queryKey: ['documents'] });
            message.success(
              saved.number && asked === 'sign' ? `已签发，文号 ${saved.number}` : `现为：${saved.statusName}`,
            );
            if (asked === 'discard') await navigate({ to: '/documents' });
          }}
        >
          {asked === 'submit' && document.form.approval.length === 0 && (
            <p className="soft">定稿后内容不能再修改。</p>
          )}
          <Form.Item
            name="words"
            label={step.needsReason ? '理由' : '意见'}
            rules={step.needsReason ? [{ required: true, min: 2, message: '请写明理由' }] : []}
          >
            <Input.TextArea rows={3} maxLength={1000} />
          </Form.Item>
        </ActionDialog>
      )}
      {asked === 'serve' && (
        <ServeDialog document={document} onClose={() => setAsked(null)} onReload={onReload} />
      )}
    </>
  );
}
