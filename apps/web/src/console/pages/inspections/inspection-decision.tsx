import { useQuery } from '@tanstack/react-query';
import {
  finishInspection,
  type InspectionDetail,
  reopenInspection,
  updateInspection,
  voidInspection,
  waiveSide,
} from '@wangjian/server/modules/inspections/contract.ts';
import { listOfficers } from '@wangjian/server/modules/officers/contract.ts';
import { Form, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import DayInput from '../../../ui/day-input.tsx';
import { formHere } from '../../offline/sync.ts';
import { oneTimeKey } from '../../one-time-key.ts';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { RecordSearch } from '../../record/record-search.tsx';
import { SIDE_NAMES, type Side } from './inspection-words.ts';

export type Decision = 'finish' | 'waive' | 'edit' | 'reopen' | 'void';

interface Values {
  readonly outcome: string;
  readonly correctBy?: string;
  readonly side: Side;
  readonly reason: string;
  readonly subject: string;
  readonly place?: string;
  readonly dueOn?: string;
  readonly secondOfficerId?: string;
}

const WORDS: Record<Decision, { title: string; ok: string }> = {
  finish: { title: '办结检查', ok: '办结' },
  waive: { title: '不再检查', ok: '确定' },
  edit: { title: '修改检查信息', ok: '保存' },
  reopen: { title: '退回补正', ok: '退回' },
  void: { title: '作废检查', ok: '作废' },
};

/** Asks for what a decision on an inspection needs, and sends it once. */
export function InspectionDecision(props: {
  readonly one: InspectionDetail;
  readonly decision: Decision;
  readonly onReload: () => void;
  readonly onClose: () => void;
}) {
  const { one, decision } = props;
  const [key] = useState(oneTimeKey);
  const params = { id: one.id };
  const { version } = one;
  const submit = async (values: Values) => {
    if (decision === 'finish')
      await call(finishInspection, {
        params,
        body: { outcome: values.outcome, correctBy: values.correctBy ?? null, version, key },
      });
    if (decision === 'waive')
      await call(waiveSide, { params, body: { side: values.side, reason: values.reason, version } });
    if (decision === 'reopen')
      await call(reopenInspection, { params, body: { reason: values.reason, version } });
    if (decision === 'void') await call(voidInspection, { params, body: { reason: values.reason, version } });
    if (decision === 'edit')
      await call(updateInspection, {
        params,
        body: {
          version,
          subject: values.subject,
          place: values.place ?? null,
          dueOn: values.dueOn ?? null,
          secondOfficerId: values.secondOfficerId ?? null,
        },
      });
    props.onReload();
  };
  return (
    <ActionDialog<Values>
      {...WORDS[decision]}
      danger={decision === 'void'}
      onSubmit={submit}
      onReload={props.onReload}
      onClose={props.onClose}
      initial={{
        subject: one.subject,
        place: one.place ?? undefined,
        dueOn: one.dueOn ?? undefined,
        secondOfficerId: one.secondOfficerId ?? undefined,
        side: one.onSiteTask === 'open' ? 'on-site' : 'online',
      }}
    >
      {decision === 'finish' && <FinishFields />}
      {decision === 'waive' && (
        <Form.Item name="side" label="哪一项">
          <Radio.Group
            options={(Object.keys(SIDE_NAMES) as Side[])
              .filter((side) => (side === 'online' ? one.onlineTask : one.onSiteTask) === 'open')
              .map((side) => ({ value: side, label: SIDE_NAMES[side] }))}
          />
        </Form.Item>
      )}
      {(decision === 'waive' || decision === 'reopen' || decision === 'void') && (
        <Form.Item
          name="reason"
          label="理由"
          rules={[{ required: true, min: 2, message: '请写明理由，至少 2 个字' }]}
        >
          <Input.TextArea rows={3} maxLength={500} showCount />
        </Form.Item>
      )}
      {decision === 'edit' && <EditFields one={one} />}
    </ActionDialog>
  );
}

function FinishFields() {
  const form = useQuery({ queryKey: ['inspection-form'], queryFn: formHere, staleTime: 600_000 });
  const outcome = Form.useWatch('outcome');
  const rectify = form.data?.outcomes.find(({ code }) => code === outcome)?.rectify ?? false;
  return (
    <>
      <Form.Item name="outcome" label="检查结果" rules={[{ required: true, message: '请选择检查结果' }]}>
        <Select
          loading={form.isPending}
          options={form.data?.outcomes.map(({ code, words }) => ({ value: code, label: words }))}
        />
      </Form.Item>
      {rectify && (
        <>
          <p className="soft">转入整改：期限届满后自动复查网页，有整改前后的证据才算整改到位。</p>
          <Form.Item
            name="correctBy"
            label="改正期限"
            rules={[{ required: true, message: '请选择改正期限' }]}
          >
            <DayInput />
          </Form.Item>
        </>
      )}
    </>
  );
}

function EditFields({ one }: { one: InspectionDetail }) {
  return (
    <>
      <Form.Item
        name="subject"
        label="单位名称"
        rules={[{ required: true, min: 2, message: '请写单位名称，至少 2 个字' }]}
      >
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="secondOfficerId" label="第二名检查人员">
        <RecordSearch
          placeholder="输入姓名查找"
          known={
            one.secondOfficerId && one.secondOfficer
              ? [{ value: one.secondOfficerId, label: one.secondOfficer }]
              : []
          }
          find={async (q, signal) =>
            (await call(listOfficers, { query: { q, pageSize: 20, status: 'active' }, signal })).items.map(
              (officer) => ({ value: officer.id, label: `${officer.name}　${officer.orgName}` }),
            )
          }
        />
      </Form.Item>
      <Form.Item name="place" label="检查地点">
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="dueOn" label="期限">
        <DayInput />
      </Form.Item>
    </>
  );
}
