import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  type FormView,
  templateFile,
  uploadTemplate,
  withdrawTemplate,
} from '@wangjian/server/modules/documents/contract.ts';
import { App, Button, Form, Input, Modal, Tag } from 'antd';
import { useRef, useState } from 'react';
import { addressOf, call, request } from '../../../api/call.ts';
import { download } from '../../../api/download.ts';
import { DocxPreview } from '../../document/docx-preview.tsx';
import { formsQuery } from '../../document/forms-query.ts';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { ProblemNote } from '../../record/problem-note.tsx';
import { useMay } from '../../session/use-me.ts';
import { PageFrame } from '../../shell/page-frame.tsx';
import { QueryState } from '../../shell/query-state.tsx';
import './documents.css';

/** 文书模板: what each form looks like, where its layout was read, and a bureau's own Word template in its place. */
export default function TemplatePage() {
  const forms = useQuery(formsQuery);
  const mayChange = useMay('document.template');
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [shown, setShown] = useState<FormView | null>(null);
  const [asked, setAsked] = useState<{ form: FormView; what: 'upload' | 'withdraw' } | null>(null);
  const done = (text: string) => {
    message.success(text);
    void queries.invalidateQueries();
  };
  return (
    <PageFrame>
      <div className="panel">
        <p className="soft">
          模板是普通的 Word 文件，{'{当事人}'} 这样的占位符在生成文书时替换为内容。下载、在 Word
          中修改、再上传即可；上传前自动核对占位符。已拟制的文书仍用原来的模板。
        </p>
        <QueryState query={forms}>
          {(all) => (
            <table className="plain-table">
              <thead>
                <tr>
                  <th>文书</th>
                  <th>类别</th>
                  <th>卷</th>
                  <th>依据</th>
                  <th>式样</th>
                  <th>操作</th>
                </tr>
              </thead>
              <tbody>
                {all.map((form) => (
                  <tr key={form.id}>
                    <td>{form.name}</td>
                    <td className="nowrap">{form.group}</td>
                    <td className="nowrap">{form.copy}</td>
                    <td>{form.basis.join('；') || '—'}</td>
                    <td title={form.layoutSource}>
                      <Tag color={form.layout === '未核对' ? 'gold' : 'green'}>{form.layout}</Tag>
                      {form.ownTemplate && <Tag color="blue">本单位模板</Tag>}
                    </td>
                    <td className="nowrap">
                      <Button size="small" type="link" onClick={() => setShown(form)}>
                        预览
                      </Button>
                      <Button
                        size="small"
                        type="link"
                        onClick={() => void download(templateFile, { params: { form: form.id } })}
                      >
                        下载
                      </Button>
                      {mayChange && (
                        <Button size="small" type="link" onClick={() => setAsked({ form, what: 'upload' })}>
                          上传
                        </Button>
                      )}
                      {mayChange && form.ownTemplate && (
                        <Button size="small" type="link" onClick={() => setAsked({ form, what: 'withdraw' })}>
                          停用
                        </Button>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </QueryState>
      </div>
      {shown && (
        <Modal open width={900} title={`${shown.name}（样例）`} footer={null} onCancel={() => setShown(null)}>
          <p className="soft">
            式样{shown.layout}：{shown.layoutSource}
          </p>
          <DocxPreview
            title="模板预览"
            address={addressOf(templateFile.path, { form: shown.id }, { sample: 'true', v: shown.template })}
          />
        </Modal>
      )}
      {asked?.what === 'upload' && (
        <UploadDialog
          form={asked.form}
          onClose={() => setAsked(null)}
          onDone={() => done('模板已启用，新拟制的文书使用它')}
        />
      )}
      {asked?.what === 'withdraw' && (
        <ActionDialog<{ reason: string }>
          title={`停用“${asked.form.name}”的本单位模板`}
          ok="停用"
          danger
          onClose={() => setAsked(null)}
          onSubmit={async (body) => {
            await call(withdrawTemplate, { params: { form: asked.form.id }, body });
            done('已停用，恢复使用目录模板');
          }}
        >
          <Form.Item name="reason" label="原因" rules={[{ required: true, min: 2, message: '请写明原因' }]}>
            <Input maxLength={200} />
          </Form.Item>
        </ActionDialog>
      )}
    </PageFrame>
  );
}

function UploadDialog(props: { form: FormView; onClose: () => void; onDone: () => void }) {
  const picker = useRef<HTMLInputElement>(null);
  const [note, setNote] = useState('');
  const send = useMutation({
    mutationFn: async (file: File) => {
      const body = new FormData();
      body.append('file', file);
      await request('POST', addressOf(uploadTemplate.path, { form: props.form.id }, { note }), { body });
    },
    onSuccess: () => {
      props.onDone();
      props.onClose();
    },
  });
  return (
    <Modal
      open
      title={`上传“${props.form.name}”的模板`}
      okText="选择 .docx 文件并上传"
      cancelText="取消"
      okButtonProps={{ disabled: note.trim().length < 2, loading: send.isPending }}
      onOk={() => picker.current?.click()}
      onCancel={props.onClose}
    >
      {send.error && <ProblemNote error={send.error} />}
      <label htmlFor="template-note">修改说明</label>
      <Input
        id="template-note"
        value={note}
        maxLength={200}
        placeholder="例如：按自治区厅 2026 年文书范本修改"
        onChange={(event) => setNote(event.target.value)}
      />
      <input
        ref={picker}
        type="file"
        accept=".docx"
        hidden
        aria-label="选择模板文件"
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) send.mutate(file);
          event.target.value = '';
        }}
      />
    </Modal>
  );
}
