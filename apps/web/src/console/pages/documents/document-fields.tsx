import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  type DocumentDetail,
  type DocumentValues,
  editDocument,
} from '@wangjian/server/modules/documents/contract.ts';
import { Alert, App, Button, Form, Input } from 'antd';
import { call } from '../../../api/call.ts';
import { Unverified } from '../../record/citation-list.tsx';
import { ProblemNote } from '../../record/problem-note.tsx';
import { useUnsavedGuard } from '../../record/use-unsaved-guard.ts';
import { FieldInput } from './field-input.tsx';

/** What is still empty, each opening its field: only then can the draft be sent in. */
function Missing({ document }: { document: DocumentDetail }) {
  const empty = document.form.fields.filter(({ label }) => document.missing.includes(label));
  if (empty.length === 0) return null;
  return (
    <Alert
      type="warning"
      style={{ marginBottom: 14 }}
      title={
        <>
          还要填写：
          {empty.map(({ id, label }) => (
            <Button
              key={id}
              type="link"
              size="small"
              onClick={() => {
                const field = window.document.getElementById(`values_${id}`);
                field?.scrollIntoView({ block: 'center' });
                field?.focus();
              }}
            >
              {label}
            </Button>
          ))}
        </>
      }
    />
  );
}

/** The fields of a draft; saving renders the preview anew. */
export function DocumentFields({ document, onReload }: { document: DocumentDetail; onReload: () => void }) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ title: string; values: DocumentValues }>();
  const guard = useUnsavedGuard();
  const save = useMutation({
    mutationFn: (given: { title: string; values: DocumentValues }) => {
      const values = Object.fromEntries(
        Object.entries(given.values ?? {}).map(([name, value]) => [name, value === undefined ? null : value]),
      );
      return call(editDocument, {
        params: { id: document.id },
        body: { title: given.title, values, version: document.version },
      });
    },
    onSuccess: (saved) => {
      guard.release();
      queries.setQueryData(['document', document.id], saved);
      message.success(
        saved.missing.length === 0
          ? '已保存，可以提交'
          : `已保存，还有 ${saved.missing.length} 项必填没有填写`,
      );
    },
  });
  return (
    <Form
      form={form}
      layout="vertical"
      className="document-fields"
      initialValues={{ title: document.title, values: document.values }}
      onValuesChange={guard.touch}
      onFinish={(given) => !save.isPending && save.mutate(given)}
    >
      <Missing document={document} />
      {save.error && <ProblemNote error={save.error} onReload={onReload} />}
      <Form.Item name="title" label="标题（列表中显示）" rules={[{ required: true, message: '请填写标题' }]}>
        <Input maxLength={120} />
      </Form.Item>
      {document.form.fields.map((field) => (
        <Form.Item
          key={field.id}
          name={['values', field.id]}
          label={
            field.unverified ? (
              <>
                {field.label} <Unverified />
              </>
            ) : (
              field.label
            )
          }
          required={field.required}
          extra={[field.unverified, field.hint].filter(Boolean).join('；') || undefined}
          tooltip={field.source === 'record' ? '一般由事项自动带入，请核对' : undefined}
        >
          <FieldInput field={field} />
        </Form.Item>
      ))}
      <div className="form-foot">
        <Button htmlType="submit" loading={save.isPending}>
          保存并更新预览
        </Button>
      </div>
    </Form>
  );
}
