import { useQueryClient } from '@tanstack/react-query';
import { commentLead } from '@wangjian/server/modules/leads/contract.ts';
import { App, Form, Input } from 'antd';
import { call } from '../../../api/call.ts';
import { ActionDialog } from '../../record/action-dialog.tsx';

/** Adds an explanation to a lead's log. */
export function LeadComment({ lead, onClose }: { lead: { id: string }; onClose: () => void }) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  return (
    <ActionDialog<{ text: string }>
      title="添加说明"
      ok="添加"
      onClose={onClose}
      onSubmit={async ({ text }) => {
        queries.setQueryData(
          ['lead', lead.id],
          await call(commentLead, { params: { id: lead.id }, body: { text } }),
        );
        message.success('已添加说明');
      }}
    >
      <Form.Item
        name="text"
        label="说明"
        rules={[{ required: true, whitespace: true, message: '请填写说明' }]}
      >
        <Input.TextArea rows={4} maxLength={2000} showCount autoFocus />
      </Form.Item>
    </ActionDialog>
  );
}
