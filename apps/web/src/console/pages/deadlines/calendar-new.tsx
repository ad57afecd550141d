import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import {
  enterNotice,
  listCalendars,
  previewNotice,
  readNotice,
} from '@wangjian/server/modules/deadlines/contract.ts';
import { Alert, App, Button, Form, Input, InputNumber, Upload } from 'antd';
import { lazy, Suspense, useState } from 'react';
import type { z } from 'zod';
import { call } from '../../../api/call.ts';
import { oneTimeKey } from '../../one-time-key.ts';
import { ProblemNote } from '../../record/problem-note.tsx';
import { PageFrame } from '../../shell/page-frame.tsx';
import { PageLoading } from '../../shell/page-loading.tsx';
import { todayInChina } from '../../time-words.ts';
import './deadlines.css';
import { MonthGrid } from './month-grid.tsx';
import { MovedDeadlines } from './moved-deadlines.tsx';
import { type MarkedDay, NoticeDays } from './notice-days.tsx';

const DayInput = lazy(() => import('../../../ui/day-input.tsx'));

interface Head {
  readonly year: number;
  readonly notice: string;
  readonly url?: string;
  readonly published: string;
  readonly text: string;
}
type Notice = z.input<NonNullable<typeof previewNotice.body>>;

const EXAMPLE = `粘贴国务院办公厅通知的正文，例如：
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：……放假调休，共8天。2月20日（周六）上班。`;

/** 录入放假通知: paste the notice, look at the year, see which deadlines move, enter it. */
export default function CalendarNew() {
  const calendars = useQuery({
    queryKey: ['work-calendars'],
    queryFn: ({ signal }) => call(listCalendars, { signal }),
  });
  return (
    <PageFrame>
      {calendars.data ? <NoticeForm year={calendars.data.missingFrom} /> : <PageLoading />}
    </PageFrame>
  );
}

function NoticeForm({ year: firstYear }: { readonly year: number }) {
  const [form] = Form.useForm<Head>();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [days, setDays] = useState<readonly MarkedDay[]>([]);
  const [key] = useState(oneTimeKey);
  const year = Form.useWatch('year', form) ?? firstYear;
  const reading = useMutation({
    mutationFn: ({ text, year: of }: Head) => call(readNotice, { body: { text, year: of } }),
    onSuccess: (read) => {
      setDays(read.days);
      if (read.title) form.setFieldValue('notice', read.title);
      preview.reset();
    },
  });
  const preview = useMutation({ mutationFn: (notice: Notice) => call(previewNotice, { body: notice }) });
  const enter = useMutation({
    mutationFn: (notice: Notice) => call(enterNotice, { body: { ...notice, key } }),
    onSuccess: () => {
      void queries.invalidateQueries();
      message.success('已录入，各单位的期限正在重新计算，有变动的会通知承办人');
      void navigate({ to: '/deadlines/calendars' });
    },
  });
  const noticeOf = ({ text: _text, url, published, ...head }: Head): Notice => ({
    ...head,
    published: published as never,
    ...(url ? { url } : {}),
    days: days.map((one) => ({ ...one, day: one.day as never })),
  });
  const change = (next: readonly MarkedDay[]) => {
    setDays(next);
    preview.reset();
  };
  const read = async () => reading.mutate((await form.validateFields(['year', 'text'])) as Head);
  return (
    <div className="panel notice-form">
      <Form<Head>
        form={form}
        layout="vertical"
        initialValues={{
          year: firstYear,
          notice: `国务院办公厅关于${firstYear}年部分节假日安排的通知`,
          published: todayInChina(),
        }}
        onValuesChange={() => preview.reset()}
        onFinish={(head) => preview.mutate(noticeOf(head))}
      >
        <div className="calendar-head">
          <Form.Item name="year" label="哪一年" rules={[{ required: true, message: '请填写' }]}>
            <InputNumber min={2018} max={2100} precision={0} controls={false} style={{ width: 90 }} />
          </Form.Item>
          <Form.Item name="notice" label="通知名称" rules={[{ required: true, min: 4, message: '请填写' }]}>
            <Input maxLength={200} style={{ width: 400 }} />
          </Form.Item>
          <Suspense>
            <Form.Item name="published" label="发布日期" rules={[{ required: true, message: '请选择' }]}>
              <DayInput max={todayInChina()} />
            </Form.Item>
          </Suspense>
          <Form.Item name="url" label="网址（选填）" rules={[{ type: 'url', message: '请填写完整网址' }]}>
            <Input maxLength={500} style={{ width: 240 }} />
          </Form.Item>
        </div>
        <Form.Item name="text" label="通知正文" extra="也可以不粘贴，直接在下面逐日添加">
          <Input.TextArea rows={6} placeholder={EXAMPLE} maxLength={20_000} />
        </Form.Item>
        <div className="calendar-head">
          <Button onClick={() => void read()} loading={reading.isPending}>
            识别日期
          </Button>
          <Upload
            accept=".txt"
            showUploadList={false}
            beforeUpload={async (file) => {
              form.setFieldValue('text', await file.text());
              await read();
              return false;
            }}
          >
            <Button>上传文本文件</Button>
          </Upload>
        </div>
        {reading.error && <ProblemNote error={reading.error} />}
        {reading.data && reading.data.problems.length > 0 && (
          <Alert
            type="warning"
            showIcon
            title="通知里有对不上的地方，请核对"
            description={reading.data.problems.map((problem) => <div key={problem}>{problem}</div>)}
          />
        )}
        <NoticeDays year={year} days={days} onChange={change} />
        {days.length > 0 && <MonthGrid year={year} days={days} />}
        {preview.error && <ProblemNote error={preview.error} />}
        <div className="calendar-head" style={{ marginTop: 12 }}>
          <Button type="primary" htmlType="submit" disabled={days.length === 0} loading={preview.isPending}>
            预览期限变动
          </Button>
          <Link to="/deadlines/calendars">取消</Link>
        </div>
      </Form>
      {preview.data && (
        <MovedDeadlines
          preview={preview.data}
          busy={enter.isPending}
          error={enter.error}
          onEnter={() => enter.mutate(noticeOf(form.getFieldsValue(true)))}
        />
      )}
    </div>
  );
}
