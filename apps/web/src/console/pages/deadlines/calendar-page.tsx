import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { listCalendars, withdrawNotice } from '@wangjian/server/modules/deadlines/contract.ts';
import { Alert, App, Button, Form, Input, Segmented } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { call } from '../../../api/call.ts';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { SafeLink } from '../../record/safe-link.tsx';
import { useMay } from '../../session/use-me.ts';
import { PageFrame } from '../../shell/page-frame.tsx';
import { QueryState } from '../../shell/query-state.tsx';
import { minuteOf } from '../../time-words.ts';
import './deadlines.css';
import { MonthGrid } from './month-grid.tsx';

type Calendars = z.output<NonNullable<typeof listCalendars.result>>;

/** 工作日历: the days off and worked of each year by which deadlines are counted, and the notices entered here. */
export default function CalendarPage() {
  const mayConfigure = useMay('deadline.configure');
  const query = useQuery({
    queryKey: ['work-calendars'],
    queryFn: ({ signal }) => call(listCalendars, { signal }),
  });
  return (
    <PageFrame
      actions={
        mayConfigure && (
          <Link to="/deadlines/calendars/new">
            <Button type="primary">录入放假通知</Button>
          </Link>
        )
      }
    >
      <QueryState query={query}>{(data) => <Years data={data} mayConfigure={mayConfigure} />}</QueryState>
    </PageFrame>
  );
}

function Years({ data, mayConfigure }: { readonly data: Calendars; readonly mayConfigure: boolean }) {
  const [chosen, setYear] = useState<number | null>(null);
  // The newest, also when it has just been entered.
  const year = chosen ?? data.years[0]?.year ?? data.missingFrom - 1;
  const [withdrawing, setWithdrawing] = useState<string | null>(null);
  const shown = data.years.find((one) => one.year === year);
  const entered = data.entered.find((one) => one.year === year);
  return (
    <div className="panel">
      <Alert
        type="info"
        showIcon
        title={`${data.missingFrom} 年起的放假安排尚未公布或尚未录入，涉及的期限都标“暂定”；国务院办公厅通知公布后录入，期限自动重算。`}
      />
      <div className="calendar-head" style={{ marginTop: 12 }}>
        <Segmented<number>
          aria-label="年份"
          options={data.years.map((one) => ({ value: one.year, label: `${one.year} 年` }))}
          value={year}
          onChange={setYear}
        />
        <span>
          <span className="calendar-key holiday">放假</span>{' '}
          <span className="calendar-key workday">调休上班</span>
        </span>
        {entered && (
          <span className="soft">
            {entered.notice}，{entered.published} 发布，{entered.enteredBy} {minuteOf(entered.enteredAt)} 录入
            {entered.url && (
              <>
                {'　'}
                <SafeLink url={entered.url} />
              </>
            )}
          </span>
        )}
        {entered && mayConfigure && (
          <Button size="small" danger onClick={() => setWithdrawing(entered.id)}>
            撤回
          </Button>
        )}
      </div>
      {shown && <MonthGrid year={shown.year} days={shown.days} />}
      {withdrawing && <Withdraw id={withdrawing} onClose={() => setWithdrawing(null)} />}
    </div>
  );
}

function Withdraw({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  return (
    <ActionDialog<{ reason: string }>
      title="撤回录入的放假通知"
      ok="撤回"
      danger
      onClose={onClose}
      onSubmit={async ({ reason }) => {
        await call(withdrawNotice, { params: { id }, body: { reason } });
        void queries.invalidateQueries();
        message.success('已撤回，期限正在重新计算');
      }}
    >
      <p>撤回后该年恢复为系统自带的日历，没有的重新按暂定推算，期限会重新计算。</p>
      <Form.Item
        name="reason"
        label="理由"
        rules={[{ required: true, min: 2, whitespace: true, message: '请写明理由' }]}
      >
        <Input.TextArea rows={3} maxLength={500} />
      </Form.Item>
    </ActionDialog>
  );
}
