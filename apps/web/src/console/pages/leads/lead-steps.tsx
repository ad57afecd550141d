import { LEAD_STATUS_NAMES, type LeadStatus } from '@wangjian/core/lead.ts';
import type { LeadDetail } from '@wangjian/server/modules/leads/contract.ts';
import { Steps } from 'antd';
import type { z } from 'zod';

type Lead = z.output<typeof LeadDetail>;

/** The course in the field's words, each with the states in which the lead stands there. */
const COURSE: readonly (readonly [title: string, states: readonly LeadStatus[]])[] = [
  ['梳理', ['sorting']],
  ['分派', ['accepted', 'returned', 'handed-over']],
  ['签收', ['dispatched']],
  ['核查反馈', ['checking']],
  ['审核', ['reviewing']],
  ['办结', ['reviewed']],
  ['归档', ['closed', 'archived']],
];
const ENDS: readonly LeadStatus[] = ['dismissed', 'merged', 'handed-back'];

/** Where the lead stands, with whom, and until when. */
export function LeadSteps({ lead }: { lead: Lead }) {
  const ended = ENDS.includes(lead.status);
  const at = COURSE.findIndex(([, states]) => states.includes(lead.status));
  const items = ended
    ? [{ title: '登记' }, { title: '梳理' }, { title: LEAD_STATUS_NAMES[lead.status] }]
    : COURSE.map(([title, states]) => ({
        title: states.includes(lead.status) ? LEAD_STATUS_NAMES[lead.status] : title,
      }));
  return (
    <>
      <Steps
        size="small"
        className="lead-steps"
        current={ended ? 2 : at}
        status={ended || lead.status === 'archived' ? 'finish' : 'process'}
        items={items}
      />
      <p className="lead-whose">{whose(lead)}</p>
    </>
  );
}

/** Whose turn it is now. */
function whose(lead: Lead): string {
  const holder = lead.holderName ?? '—';
  const officer = lead.officerName ? `（承办人 ${lead.officerName}）` : '';
  const by = (term: string) => {
    const due = lead.deadlines.find(({ title, ended }) => title === term && !ended)?.due;
    return due ? ` ${due} 前` : '';
  };
  switch (lead.status) {
    case 'sorting':
      return '等待梳理：核实主体和内容后采纳，或者不予处理、并入其他线索。';
    case 'accepted':
      return '等待分派：交给有管辖权的单位，或者由本单位自办。';
    case 'dispatched':
      return `等待 ${holder}${by('签收期限')} 签收。`;
    case 'checking':
      return `由 ${holder}${officer} 核查${lead.feedbackDueOn ? `，${lead.feedbackDueOn} 前反馈` : ''}${lead.sentBack ? '：上次反馈被审核退回' : ''}。`;
    case 'returned':
      return `已被退回，等待 ${holder} 重新分派、自办或者再退回。`;
    case 'reviewing':
      return `等待 ${lead.reviewerName ?? '—'} 审核反馈。`;
    case 'reviewed':
      return `审核已通过，等待 ${lead.reviewerName ?? '—'} 办结。`;
    case 'handed-over':
      return `已移交${lead.successor?.bureauName ?? '其他局'}${lead.successor?.received ? '，对方已收到' : ''}，等待反馈。`;
    case 'closed':
      return `已于 ${lead.closedOn} 办结，等待 ${lead.reviewerName ?? '—'} 归档。`;
    case 'handed-back':
      return `已退回${lead.origin?.bureauName ?? '移交机关'}，本局不再办理。`;
    case 'merged':
      return '已并入另一条线索，随它一起办理。';
    case 'dismissed':
      return '不予处理；有新的事实可以撤销结论，重新梳理。';
    default:
      return '';
  }
}
