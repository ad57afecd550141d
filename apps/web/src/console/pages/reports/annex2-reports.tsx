import { useQueryClient } from '@tanstack/react-query';
import {
  type Annex2Report,
  returnAnnex2,
  signAnnex2,
  submitAnnex2,
} from '@wangjian/server/modules/reports/contract.ts';
import { App, Button, Form, Input, Tag } from 'antd';
import { useMemo, useState } from 'react';
import { call } from '../../../api/call.ts';
import { oneTimeKey } from '../../one-time-key.ts';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { useMay } from '../../session/use-me.ts';
import { minuteOf, todayInChina } from '../../time-words.ts';
import { type Annex2, figureText, type OpenFigure } from './annex2-table.tsx';
import { REPORT_STATUS } from './annex2-units.tsx';

type Ask =
  | { readonly what: 'submit' }
  | { readonly what: 'correct' | 'sign' | 'return'; readonly report: Annex2Report };

/** 报送: what was sent up for the period, who signed it, and what changed since. */
export function Annex2Reports({ table, onOpen }: { table: Annex2; onOpen: OpenFigure }) {
  const [ask, setAsk] = useState<Ask | null>(null);
  const maySubmit = useMay('report.submit');
  const open = table.reports.some(({ status }) => status === 'submitted' || status === 'signed');
  const over = table.to < todayInChina();
  return (
    <section className="panel report-side">
      <h2>报送</h2>
      {table.reports.length === 0 && (
        <p className="soft">
          {over ? '本期还没有报送。核对左表后报送，由负责人审签。' : '期间还没有结束，结束后可以报送。'}
        </p>
      )}
      {maySubmit && !open && over && (
        <Button type="primary" onClick={() => setAsk({ what: 'submit' })}>
          报送本期统计表
        </Button>
      )}
      {table.reports.map((report) => (
        <article key={report.id} className="report-card">
          <header>
            <Tag color={REPORT_STATUS[report.status].color}>{REPORT_STATUS[report.status].name}</Tag>
            {report.correctsId && <Tag>更正</Tag>}
          </header>
          <p>
            {report.submittedBy} {minuteOf(report.submittedAt)} 报送
            {report.correctionReason && `，更正理由：${report.correctionReason}`}
          </p>
          {report.note && <p className="soft break">{report.note}</p>}
          {report.decidedBy && (
            <p>
              {report.decidedBy} {minuteOf(report.decidedAt)} {report.status === 'returned' ? '退回' : '审签'}
              {report.opinion && `：${report.opinion}`}
            </p>
          )}
          <Remarks table={table} report={report} />
          <Frozen table={table} report={report} onOpen={onOpen} />
          <Differences table={table} report={report} onOpen={onOpen} />
          <div className="report-actions">
            {report.allowed.includes('sign') && (
              <Button type="primary" onClick={() => setAsk({ what: 'sign', report })}>
                审签
              </Button>
            )}
            {report.allowed.includes('return') && (
              <Button onClick={() => setAsk({ what: 'return', report })}>退回</Button>
            )}
            {report.allowed.includes('correct') && (
              <Button onClick={() => setAsk({ what: 'correct', report })}>更正</Button>
            )}
          </div>
        </article>
      ))}
      {ask && <ReportDialog table={table} ask={ask} onClose={() => setAsk(null)} />}
    </section>
  );
}

/** What was written into 备注, line by line. */
function Remarks({ table, report }: { table: Annex2; report: Annex2Report }) {
  const lines = table.figures.filter(({ line }) => report.remarks[line]);
  if (lines.length === 0) return null;
  return (
    <ul className="report-remarks">
      {lines.map(({ line, words }) => (
        <li key={line} className="break">
          {words}备注：{report.remarks[line]}
        </li>
      ))}
    </ul>
  );
}

/** The numbers as they were sent up, each with the records that it counted then. */
function Frozen(props: {
  readonly table: Annex2;
  readonly report: Annex2Report;
  readonly onOpen: OpenFigure;
}) {
  const { table, report, onOpen } = props;
  return (
    <details className="report-frozen">
      <summary>报送时的数字</summary>
      <dl>
        {table.figures.map(({ line, words, unit }) => {
          const value = report.figures[line] ?? 0;
          return (
            <div key={line}>
              <dt>{words}</dt>
              <dd className="num">
                {value > 0 && report.recordsKept ? (
                  <Button
                    type="link"
                    size="small"
                    className="report-number"
                    onClick={() => onOpen(line, 'value', report.id)}
                  >
                    {figureText(unit, value)}
                  </Button>
                ) : (
                  figureText(unit, value)
                )}
              </dd>
            </div>
          );
        })}
      </dl>
    </details>
  );
}

/** Where the records say something else now than what was frozen. */
function Differences(props: {
  readonly table: Annex2;
  readonly report: Annex2Report;
  readonly onOpen: OpenFigure;
}) {
  const { table, report, onOpen } = props;
  if (report.status === 'corrected' || report.status === 'returned') return null;
  const changed = table.figures.filter(({ line, value }) => (report.figures[line] ?? 0) !== value);
  if (changed.length === 0) return <p className="soft">与现在的记录一致。</p>;
  return (
    <ul className="report-differences">
      {changed.map(({ line, words, unit, value }) => (
        <li key={line}>
          {words}：报送 {figureText(unit, report.figures[line] ?? 0)}，现在{' '}
          <Button type="link" size="small" className="report-number" onClick={() => onOpen(line, 'value')}>
            {figureText(unit, value)}
          </Button>
        </li>
      ))}
    </ul>
  );
}

const WORDS = {
  submit: { title: '报送统计表', ok: '报送' },
  correct: { title: '更正统计表', ok: '报送更正' },
  sign: { title: '审签统计表', ok: '审签' },
  return: { title: '退回统计表', ok: '退回' },
} as const;

const remarkField = (line: string) => `remark ${line}`;

/** 备注, a field for each line that the document has a row for. */
function RemarkFields(props: { readonly table: Annex2; readonly before: Readonly<Record<string, string>> }) {
  const { table, before } = props;
  return (
    <fieldset className="report-remark-fields">
      <legend>备注（可以不填，印在统计表的“备注”栏）</legend>
      {table.figures
        .filter(({ section }) => section !== '合计')
        .map(({ line, words, unit, value }) => (
          <Form.Item
            key={line}
            name={remarkField(line)}
            label={`${words}：${figureText(unit, value)}`}
            initialValue={before[line]}
          >
            <Input maxLength={200} size="small" />
          </Form.Item>
        ))}
    </fieldset>
  );
}

function ReportDialog({ table, ask, onClose }: { table: Annex2; ask: Ask; onClose: () => void }) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const key = useMemo(oneTimeKey, []);
  const { title, ok } = WORDS[ask.what];
  const reload = () => {
    void queries.invalidateQueries({ queryKey: ['annex2'] });
    void queries.invalidateQueries({ queryKey: ['annex2-units'] });
  };
  const submit = async ({ note = '', reason = '', opinion = '', ...typed }: Record<string, string>) => {
    if (ask.what === 'submit' || ask.what === 'correct') {
      const { org, from, to } = table;
      const corrects = ask.what === 'correct' ? ask.report.id : undefined;
      const remarks = Object.fromEntries(
        table.figures.flatMap(({ line }) => {
          const remark = (typed[remarkField(line)] ?? '').trim();
          return remark === '' ? [] : [[line, remark]];
        }),
      );
      await call(submitAnnex2, { body: { org: org.id, from, to, remarks, note, corrects, reason, key } });
    } else {
      const { id, version } = ask.report;
      const input = { params: { id }, body: { version, opinion } };
      await (ask.what === 'sign' ? call(signAnnex2, input) : call(returnAnnex2, input));
    }
    message.success(`${title}：已完成`);
    reload();
  };
  return (
    <ActionDialog<Record<string, string>>
      title={title}
      ok={ok}
      onClose={onClose}
      onSubmit={submit}
      onReload={reload}
    >
      <p className="soft">
        {table.org.name} {table.period}。数字按现在的记录冻结，以后的变化用“更正”报送。
      </p>
      {ask.what === 'correct' && (
        <Form.Item
          name="reason"
          label="更正理由"
          rules={[{ required: true, min: 2, message: '请写明更正理由' }]}
        >
          <Input.TextArea rows={2} maxLength={500} showCount />
        </Form.Item>
      )}
      {ask.what === 'submit' || ask.what === 'correct' ? (
        <>
          <Form.Item name="note" label="说明">
            <Input.TextArea rows={2} maxLength={1000} showCount />
          </Form.Item>
          <RemarkFields table={table} before={ask.what === 'correct' ? ask.report.remarks : {}} />
        </>
      ) : (
        <Form.Item
          name="opinion"
          label={ask.what === 'return' ? '退回理由' : '审签意见'}
          rules={ask.what === 'return' ? [{ required: true, min: 2, message: '请写明退回理由' }] : []}
        >
          <Input.TextArea rows={3} maxLength={500} showCount />
        </Form.Item>
      )}
    </ActionDialog>
  );
}
