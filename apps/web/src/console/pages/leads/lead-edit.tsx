import { useQueryClient } from '@tanstack/react-query';
import { getLead, type LeadDetail, updateLead } from '@wangjian/server/modules/leads/contract.ts';
import { App, Form } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { ApiError } from '../../../api/api-error.ts';
import { call } from '../../../api/call.ts';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { changedFields } from '../../record/changed-fields.ts';
import { changesBetween, StaleNote } from '../../record/stale-note.tsx';
import { minuteOf } from '../../time-words.ts';
import { LEAD_FIELD_NAMES, LeadFields, type LeadValues } from './lead-fields.tsx';

type Lead = z.output<typeof LeadDetail>;

/**
 * Changes the 案源线索登记表. When somebody else saved first, it says who changed what, keeps what this officer wrote,
 * and saves on top of the newest version after a look.
 */
export default function LeadEdit({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<LeadValues>();
  const [opened] = useState(lead);
  const [newer, setNewer] = useState<Lead | null>(null);
  const submit = async (values: LeadValues) => {
    try {
      const saved = await call(updateLead, {
        params: { id: lead.id },
        body: { ...changedFields(opened.form, values), version: (newer ?? opened).version },
      });
      queries.setQueryData(['lead', lead.id], saved);
      message.success('已保存');
    } catch (error) {
      if (error instanceof ApiError && error.code === 'stale') {
        const fresh = await call(getLead, { params: { id: lead.id } });
        setNewer(fresh);
        queries.setQueryData(['lead', lead.id], fresh);
        // What to do stands in the note below: to begin anew would lose what was typed.
        throw new ApiError('stale', '还没有保存：您填写时，这条线索被其他人修改过');
      }
      throw error;
    }
  };
  const last = newer?.timeline.reduce((one, other) => (other.at > one.at ? other : one));
  return (
    <ActionDialog<LeadValues>
      title={`修改线索 ${lead.number}`}
      ok="保存"
      width={920}
      form={form}
      initial={opened.form}
      onSubmit={submit}
      onClose={onClose}
    >
      {newer && (
        <StaleNote
          who={
            last ? `${last.who}（${last.org}）于 ${minuteOf(last.at)} ${last.actionName}` : '其他人刚刚修改过'
          }
          changes={changesBetween(opened.form, newer.form, LEAD_FIELD_NAMES)}
          onTake={(field) => form.setFieldsValue({ [field]: newer.form[field as keyof LeadValues] })}
        />
      )}
      <LeadFields
        site={lead.siteId ? { value: lead.siteId, label: lead.siteName ?? '已关联的主体' } : undefined}
      />
    </ActionDialog>
  );
}
