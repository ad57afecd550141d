import { useQuery, useQueryClient } from '@tanstack/react-query';
import { commentLead, leadColleagues } from '@wangjian/server/modules/leads/contract.ts';
import { App, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { oneTimeKey } from '../../one-time-key.ts';
import { ActionDialog } from '../../record/action-dialog.tsx';

/** Adds an explanation to a lead's log; colleagues who are named get a message. */
export function LeadComment({ lead, onClose }: { lead: { id: string }; onClose: () => void }) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [key] = useState(oneTimeKey);
  const colleagues = useQuery({
    queryKey: ['lead-colleagues', lead.id],
    queryFn: ({ signal }) => call(leadColleagues, { params: { id: lead.id }, signal }),
  });
  return (
    <ActionDialog<{ text: string; mention?: string[] }>
      title="添加说明"
      ok="添加"
      onClose={onClose}
      onSubmit={async (values) => {
        queries.setQueryData(
          ['lead', lead.id],
          await call(commentLead, { params: { id: lead.id }, body: { ...values, key } }),
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
      <Form.Item name="mention" label="提醒同事（可不选）">
        <Select
          mode="multiple"
          loading={colleagues.isLoading}
          options={(colleagues.data?.items ?? []).map((one) => ({
            value: one.id,
            label: `${one.name}　${one.orgName}`,
          }))}
          showSearch={{ optionFilterProp: 'label' }}
          maxCount={20}
        />
      </Form.Item>
    </ActionDialog>
  );
}
