import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  type DeadlineDetail,
  extendDeadline,
  pauseDeadline,
  resumeDeadline,
  setDeadline,
  tryDeadline,
} from '@wangjian/server/modules/deadlines/contract.ts';
import { Alert, App, Checkbox, Form, Input, InputNumber, Select } from 'antd';
import { lazy, Suspense } from 'react';
import { call } from '../../../api/call.ts';
import { dueInWords } from '../../deadline/deadline-words.ts';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { todayInChina } from '../../time-words.ts';

const DayInput = lazy(() => import('../../../ui/day-input.tsx'));

interface Props {
  readonly deadline: DeadlineDetail;
  readonly onClose: () => void;
}

/** Takes the answer of an action over, and has lists and counts read again. */
function useDone(deadline: DeadlineDetail) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  return {
    done: (saved: DeadlineDetail, verb: string) => {
      queries.setQueryData(['deadline', deadline.id], saved);
      void queries.invalidateQueries();
      message.success(`${verb}，${dueInWords(saved.due)} 到期`);
    },
    reload: () => void queries.invalidateQueries({ queryKey: ['deadline', deadline.id] }),
  };
}

function Reason({ label }: { readonly label: string }) {
  return (
    <Form.Item
      name="reason"
      label={label}
      rules={[{ required: true, min: 2, whitespace: true, message: '请写明理由' }]}
    >
      <Input.TextArea rows={3} maxLength={500} showCount />
    </Form.Item>
  );
}

/** What would come of it, as it is typed. */
function Trial(props: {
  readonly deadline: DeadlineDetail;
  readonly query: { length?: number | undefined; from?: string | undefined; to?: string | undefined };
}) {
  const { deadline, query } = props;
  const complete = query.length !== undefined || query.from !== undefined;
  const trial = useQuery({
    queryKey: ['deadline', deadline.id, 'try', query],
    queryFn: ({ signal }) =>
      call(tryDeadline, { params: { id: deadline.id }, query: query as never, signal }),
    enabled: complete,
    retry: false,
  });
  if (!complete || !trial.data) return null;
  const { due, legal, strict, provisional, problem } = trial.data;
  if (problem !== null || due === null) return <Alert type="warning" showIcon title={problem} />;
  const words = legal === strict || legal === null ? '' : `，法定届满 ${dueInWords(legal)}`;
  return (
    <Alert
      type="info"
      showIcon
      title={`原 ${dueInWords(deadline.due)} 到期，批准后 ${dueInWords(due)} 到期${words}${provisional ? '（暂定）' : ''}`}
    />
  );
}

/** 延长: who may, how much, how often, by which article; the new end before it is granted. */
export function ExtendDialog({ deadline, onClose }: Props) {
  const { done, reload } = useDone(deadline);
  const [form] = Form.useForm<{ length: number; reason: string }>();
  const length = Form.useWatch('length', form);
  const { extension } = deadline;
  return (
    <ActionDialog<{ length: number; reason: string }>
      title={`延长：${deadline.title}`}
      ok="批准延长"
      form={form}
      initial={{ length: extension?.limit ?? 1 }}
      onClose={onClose}
      onReload={reload}
      onSubmit={async (values) =>
        done(
          await call(extendDeadline, {
            params: { id: deadline.id },
            body: { ...values, version: deadline.version },
          }),
          '已延长',
        )
      }
    >
      <p>
        第 {extension?.number} 次延长（共可延长 {extension?.of} 次）：{deadline.extensionNote}
      </p>
      <Form.Item name="length" label="延长多长" rules={[{ required: true, message: '请填写' }]}>
        <InputNumber
          controls={false}
          min={1}
          max={extension?.limit ?? 3660}
          precision={0}
          suffix={extension?.unit}
          style={{ width: 180 }}
        />
      </Form.Item>
      <Reason label="延长的理由" />
      <Trial deadline={deadline} query={{ length: length ?? undefined }} />
    </ActionDialog>
  );
}

interface PauseValues {
  readonly kind: string;
  readonly from: string;
  readonly to?: string;
  readonly open?: boolean;
  readonly reason: string;
}

/** 扣除: days that the law does not count, with their end known or not. */
export function PauseDialog({ deadline, onClose }: Props) {
  const { done, reload } = useDone(deadline);
  const [form] = Form.useForm<PauseValues>();
  const from = Form.useWatch('from', form);
  const to = Form.useWatch('to', form);
  const open = Form.useWatch('open', form);
  return (
    <ActionDialog<PauseValues>
      title={`扣除时间：${deadline.title}`}
      ok="扣除"
      form={form}
      onClose={onClose}
      onReload={reload}
      onSubmit={async ({ kind, reason, ...days }) =>
        done(
          await call(pauseDeadline, {
            params: { id: deadline.id },
            body: {
              from: days.from as never,
              ...(days.open ? {} : { to: days.to as never }),
              reason: `${kind}：${reason}`,
              version: deadline.version,
            },
          }),
          '已扣除',
        )
      }
    >
      <Form.Item
        name="kind"
        label="不计入的事由"
        extra={`依据：${deadline.basis}`}
        rules={[{ required: true, message: '请选择' }]}
      >
        <Select options={deadline.pauseReasons.map((value) => ({ value, label: value }))} />
      </Form.Item>
      <Suspense>
        <Form.Item name="from" label="首日（当日不计入）" rules={[{ required: true, message: '请选择日期' }]}>
          <DayInput min={deadline.startedOn} />
        </Form.Item>
        <Form.Item name="open" valuePropName="checked">
          <Checkbox>恢复日期未定，先中止计算</Checkbox>
        </Form.Item>
        {!open && (
          <Form.Item name="to" label="末日（当日不计入）" rules={[{ required: true, message: '请选择日期' }]}>
            <DayInput min={from} />
          </Form.Item>
        )}
      </Suspense>
      <Reason label="说明（检验机构、文书文号等）" />
      {!open && to && <Trial deadline={deadline} query={{ from, to }} />}
    </ActionDialog>
  );
}

/** 恢复: the last day that is not counted. */
export function ResumeDialog({ deadline, onClose }: Props) {
  const { done, reload } = useDone(deadline);
  return (
    <ActionDialog<{ to: string; reason: string }>
      title={`恢复计算：${deadline.title}`}
      ok="恢复计算"
      initial={{ to: todayInChina() }}
      onClose={onClose}
      onReload={reload}
      onSubmit={async ({ to, reason }) =>
        done(
          await call(resumeDeadline, {
            params: { id: deadline.id },
            body: { to: to as never, reason, version: deadline.version },
          }),
          '已恢复计算',
        )
      }
    >
      <p>自 {deadline.pausedSince} 起没有计入。</p>
      <Suspense>
        <Form.Item name="to" label="不计入的末日" rules={[{ required: true, message: '请选择日期' }]}>
          <DayInput min={deadline.pausedSince ?? undefined} />
        </Form.Item>
      </Suspense>
      <Reason label="恢复的理由" />
    </ActionDialog>
  );
}

/** 改期: another day for a term that an officer set. */
export function SetDialog({ deadline, onClose }: Props) {
  const { done, reload } = useDone(deadline);
  return (
    <ActionDialog<{ dueOn: string; reason: string }>
      title={`改期：${deadline.title}`}
      ok="改期"
      initial={{ dueOn: deadline.due }}
      onClose={onClose}
      onReload={reload}
      onSubmit={async ({ dueOn, reason }) =>
        done(
          await call(setDeadline, {
            params: { id: deadline.id },
            body: { dueOn: dueOn as never, reason, version: deadline.version },
          }),
          '已改期',
        )
      }
    >
      <Suspense>
        <Form.Item name="dueOn" label="新的期限" rules={[{ required: true, message: '请选择日期' }]}>
          <DayInput min={deadline.startedOn} />
        </Form.Item>
      </Suspense>
      <Reason label="改期的理由" />
    </ActionDialog>
  );
}
