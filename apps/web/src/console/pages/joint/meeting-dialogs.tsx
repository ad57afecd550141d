import {
  type Attendant,
  callOffMeeting,
  changeMeeting,
  holdMeeting,
  type JointDetail,
  type JointMeeting,
  planMeeting,
  writeMinutes,
} from '@wangjian/server/modules/joint/contract.ts';
import { Button, Checkbox, Form, Input } from 'antd';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { oneTimeKey } from '../../one-time-key.ts';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { useSaved } from './use-joint.ts';

interface Dialog {
  readonly work: JointDetail;
  readonly onClose: () => void;
  readonly onReload: () => void;
}
const required = (message: string) => [{ required: true, message }];

interface Arrangement {
  title: string;
  meetsAt: string;
  place: string;
  chair?: string;
  recorder?: string;
  agenda?: string;
}

/** 安排会议, or changes the arrangement of one. */
export function MeetingDialog({ work, meeting, ...dialog }: Dialog & { meeting: JointMeeting | null }) {
  const { saved } = useSaved(work.id);
  const [key] = useState(oneTimeKey);
  const initial: Partial<Arrangement> = meeting ? { ...meeting, agenda: meeting.agenda.join('\n') } : {};
  return (
    <ActionDialog<Arrangement>
      title={meeting ? '修改会议安排' : '安排会议'}
      ok={meeting ? '保存' : '安排并通知'}
      width={600}
      initial={initial}
      {...dialog}
      onSubmit={async ({ agenda = '', ...given }) => {
        const form = {
          ...given,
          agenda: agenda
            .split('\n')
            .map((line) => line.trim())
            .filter(Boolean),
        };
        if (meeting)
          saved(
            await call(changeMeeting, {
              params: { id: work.id, thingId: meeting.id },
              body: { version: meeting.version, ...form },
            }),
            '已保存并通知各单位',
          );
        else
          saved(
            await call(planMeeting, { params: { id: work.id }, body: { ...form, key } }),
            '已安排并通知各单位',
          );
      }}
    >
      <Form.Item name="title" label="会议名称" rules={required('请填写会议名称')}>
        <Input maxLength={120} placeholder="如：第一次会议" />
      </Form.Item>
      <Form.Item name="meetsAt" label="会议时间" rules={required('请填写会议时间')}>
        <Input type="datetime-local" />
      </Form.Item>
      <Form.Item name="place" label="会议地点" rules={required('请填写会议地点')}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="chair" label="主持人">
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="recorder" label="记录人">
        <Input maxLength={30} />
      </Form.Item>
      <Form.Item name="agenda" label="议程（每行一项）">
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} />
      </Form.Item>
    </ActionDialog>
  );
}

/** 登记召开 and 修改纪要: who was there, and what was decided. */
export function HeldDialog({ work, meeting, ...dialog }: Dialog & { meeting: JointMeeting }) {
  const { saved } = useSaved(work.id);
  const planned = meeting.status === 'planned';
  const attendance: Attendant[] =
    meeting.attendance.length > 0
      ? meeting.attendance
      : work.parts
          .filter(({ status }) => status !== 'removed' && status !== 'declined')
          .map((part) => ({
            partId: part.id,
            unit: part.name,
            person: part.contactName ?? '',
            post: part.contactPost ?? '',
            present: true,
          }));
  return (
    <ActionDialog<{ attendance: Attendant[]; minutes?: string }>
      title={planned ? '登记会议召开' : '修改会议纪要'}
      ok="保存"
      width={760}
      initial={{ attendance, minutes: meeting.minutes }}
      {...dialog}
      onSubmit={async ({ attendance: who, minutes = '' }) => {
        const params = { id: work.id, thingId: meeting.id };
        const body = { version: meeting.version, attendance: who, minutes };
        saved(
          await call(planned ? holdMeeting : writeMinutes, { params, body }),
          planned ? '已登记召开' : '已保存纪要',
        );
      }}
    >
      <Form.List name="attendance">
        {(rows, { add, remove }) => (
          <>
            {rows.map(({ key, name }) => (
              <div key={key} className="joint-attend">
                <Form.Item name={[name, 'present']} valuePropName="checked">
                  <Checkbox>到会</Checkbox>
                </Form.Item>
                <Form.Item name={[name, 'unit']} rules={required('请填写单位')}>
                  <Input aria-label="单位" placeholder="单位" maxLength={60} />
                </Form.Item>
                <Form.Item name={[name, 'person']}>
                  <Input aria-label="参会人" placeholder="参会人" maxLength={30} />
                </Form.Item>
                <Form.Item name={[name, 'post']}>
                  <Input aria-label="职务" placeholder="职务" maxLength={30} />
                </Form.Item>
                <Button type="link" onClick={() => remove(name)}>
                  删除
                </Button>
              </div>
            ))}
            <Button size="small" onClick={() => add({ unit: '', person: '', post: '', present: true })}>
              增加列席单位
            </Button>
          </>
        )}
      </Form.List>
      <Form.Item name="minutes" label="议定事项">
        <Input.TextArea autoSize={{ minRows: 4, maxRows: 14 }} maxLength={10000} />
      </Form.Item>
    </ActionDialog>
  );
}

/** 取消会议, with the reason. */
export function CallOffDialog({ work, meeting, ...dialog }: Dialog & { meeting: JointMeeting }) {
  const { saved } = useSaved(work.id);
  return (
    <ActionDialog<{ reason: string }>
      title={`取消会议：${meeting.title}`}
      ok="取消会议"
      danger
      {...dialog}
      onSubmit={async ({ reason }) =>
        saved(
          await call(callOffMeeting, {
            params: { id: work.id, thingId: meeting.id },
            body: { version: meeting.version, reason },
          }),
          '已取消并通知各单位',
        )
      }
    >
      <Form.Item name="reason" label="原因" rules={[{ required: true, min: 2, message: '请至少写两个字' }]}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </ActionDialog>
  );
}
