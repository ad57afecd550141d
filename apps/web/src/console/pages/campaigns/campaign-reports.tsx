import { Link } from '@tanstack/react-router';
import { CAMPAIGN_REPORT_NAMES, CAMPAIGN_REPORT_STATUS_NAMES } from '@wangjian/core/campaign.ts';
import {
  type CampaignReport,
  type Reporting,
  receiveReport,
  redraftReport,
  refillReport,
  returnReport,
  submitReport,
} from '@wangjian/server/modules/campaigns/contract.ts';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { LazyDayInput } from '../../../ui/lazy-day-input.tsx';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { minuteOf } from '../../time-words.ts';
import { Word } from '../../word-tag.tsx';

const STEPS = {
  refill: {
    endpoint: refillReport,
    name: '更新数字',
    hint: '按现在的记录重新填写数字、统计表、典型案例和图片；您写的经验做法、问题和打算不变。',
  },
  submit: { endpoint: submitReport, name: '报送', hint: '报送后由牵头单位签收。' },
  redraft: {
    endpoint: redraftReport,
    name: '重新拟制',
    hint: '沿用原来的文字，按现在的记录更新数字，重新审批。',
  },
  receive: { endpoint: receiveReport, name: '签收', hint: '签收后回执送达报送单位。' },
  return: { endpoint: returnReport, name: '退回', hint: '写明需要补充、修改的内容；可以另定报送期限。' },
} as const;
type Step = keyof typeof STEPS;

/** The reports of the units and of the owner: document, state, receipt. */
export function CampaignReports(props: {
  readonly campaignId: string;
  /** The superior on the platform that receives the owner's own report. */
  readonly superior: string | null;
  readonly reports: readonly CampaignReport[];
  readonly onFresh: (fresh: Reporting) => void;
  readonly onReload: () => void;
}) {
  const [chosen, setChosen] = useState<{ report: CampaignReport; step: Step } | null>(null);
  if (props.reports.length === 0) return <p className="soft">还没有拟制总结。</p>;
  return (
    <>
      <table className="plain-table campaign-task">
        <thead>
          <tr>
            <th>单位</th>
            <th>总结</th>
            <th>期限</th>
            <th>状态</th>
            <th>报送</th>
            <th>回执</th>
            <th>办理</th>
          </tr>
        </thead>
        <tbody>
          {props.reports.map((report) => (
            <tr key={report.id}>
              <td>
                {report.orgName}
                {report.owner && '（总报告）'}
              </td>
              <td>
                <Link to={`/documents/${report.documentId}`}>
                  {report.number ?? CAMPAIGN_REPORT_NAMES[report.kind]}
                </Link>
                {report.number && <div className="soft">{CAMPAIGN_REPORT_NAMES[report.kind]}</div>}
              </td>
              <td className="num day">{report.dueOn ?? '—'}</td>
              <td>
                <Word of={CAMPAIGN_REPORT_STATUS_NAMES} value={report.status} />
                {report.returnReason && <p className="campaign-words">{report.returnReason}</p>}
              </td>
              <td className="num">
                {report.submittedAt ? `${minuteOf(report.submittedAt)}　${report.submittedBy}` : '—'}
              </td>
              <td>{report.receipt ?? '—'}</td>
              <td>
                {report.allowed.map((step) => (
                  <Button key={step} type="link" size="small" onClick={() => setChosen({ report, step })}>
                    {STEPS[step].name}
                  </Button>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {chosen && (
        <ActionDialog<{ words?: string; dueOn?: string }>
          title={`${STEPS[chosen.step].name}：${chosen.report.orgName}${CAMPAIGN_REPORT_NAMES[chosen.report.kind]}`}
          ok={STEPS[chosen.step].name}
          onReload={props.onReload}
          onClose={() => setChosen(null)}
          onSubmit={async ({ words, dueOn }) =>
            props.onFresh(
              await call(STEPS[chosen.step].endpoint, {
                params: { id: props.campaignId, reportId: chosen.report.id },
                body: { version: chosen.report.version, words: words ?? '', dueOn: dueOn ?? null },
              }),
            )
          }
        >
          <p className="soft">
            {chosen.step === 'submit' && chosen.report.owner
              ? props.superior
                ? `报送${props.superior}，由上级签收或者退回；典型案例和有说明的图片一并报送。`
                : '总报告报出后，把上级机关的签收情况记在“签收”中。'
              : STEPS[chosen.step].hint}
          </p>
          {(chosen.step === 'receive' || chosen.step === 'return') && (
            <Form.Item
              name="words"
              label={
                chosen.step === 'return'
                  ? '退回理由'
                  : chosen.report.owner
                    ? '上级机关的签收情况'
                    : '回执内容（不填按今天签收）'
              }
              rules={[
                {
                  required: chosen.step === 'return' || chosen.report.owner,
                  message: '请填写',
                },
              ]}
            >
              <Input.TextArea maxLength={1000} autoSize={{ minRows: 2 }} />
            </Form.Item>
          )}
          {chosen.step === 'return' && (
            <Form.Item name="dueOn" label="重新报送的期限">
              <LazyDayInput />
            </Form.Item>
          )}
        </ActionDialog>
      )}
    </>
  );
}
