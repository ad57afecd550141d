import type { Endpoint } from '@wangjian/core/endpoint.ts';
import type { TransferStatus } from '@wangjian/core/transfer.ts';
import * as contract from '@wangjian/server/modules/transfers/contract.ts';
import { todayInChina } from '../../time-words.ts';

type Detail = contract.TransferDetail;
export type StepField =
  | 'opinion'
  | 'optionalOpinion'
  | 'words'
  | 'day'
  | 'dueOn'
  | 'receiver'
  | 'reason'
  | 'result'
  | 'asLead'
  | 'days';

/** One step of a transfer: its button, what its dialog asks, what is said when it is done. */
export interface Step {
  readonly action: contract.TransferAction;
  readonly name: string;
  readonly ok?: string;
  readonly done: string;
  readonly endpoint: Pick<Endpoint, 'method' | 'path'>;
  readonly fields: readonly StepField[];
  /** States in which it is the next step. */
  readonly primary?: readonly TransferStatus[];
  readonly danger?: boolean;
  readonly note?: string;
  readonly initial?: (transfer: Detail) => Record<string, unknown>;
}

const today = () => ({ on: todayInChina() });

/** Buttons in their order; those without fields act at once. */
export const STEPS: readonly Step[] = [
  {
    action: 'redraft',
    name: '重新拟制函件',
    done: '已拟制，请在“文书”中填写',
    endpoint: contract.redraftTransfer,
    fields: [],
    primary: ['draft'],
  },
  {
    action: 'send',
    name: '发出',
    done: '已发出，正在封装材料包',
    endpoint: contract.sendTransfer,
    fields: ['dueOn'],
    primary: ['signed'],
    note: '发出后，函件、证据和附件封装成材料包，不能再改。',
    initial: ({ dueOn }) => ({ dueOn }),
  },
  {
    action: 'receive',
    name: '签收',
    done: '已签收',
    endpoint: contract.receiveTransfer,
    fields: [],
    primary: ['sent'],
  },
  {
    action: 'accept',
    name: '接收办理',
    done: '已接收',
    endpoint: contract.acceptTransfer,
    fields: ['asLead', 'optionalOpinion'],
    primary: ['received'],
    initial: ({ kind }) => ({ asLead: kind === 'transfer' || kind === 'inform' }),
  },
  {
    action: 'feed-back',
    name: '反馈结果',
    done: '已反馈',
    endpoint: contract.feedBack,
    fields: ['result', 'words'],
    primary: ['accepted'],
    initial: ({ kind }) => ({ result: kind === 'assistance' ? 'assisted' : undefined }),
  },
  {
    action: 'draft-reply',
    name: '拟制复函',
    done: '已拟制复函，请在“文书”中填写并提交审批',
    endpoint: contract.draftReply,
    fields: ['result', 'words'],
    initial: ({ kind }) => ({ result: kind === 'assistance' ? 'assisted' : undefined }),
  },
  {
    action: 'extend',
    name: '延长协查期限',
    done: '已延长',
    endpoint: contract.extendTransfer,
    fields: ['days', 'opinion'],
    note: '期限届满前告知请求协查的单位（程序规定第四十五条）。',
  },
  {
    action: 'return',
    name: '退回',
    done: '已退回',
    endpoint: contract.returnTransfer,
    fields: ['reason', 'opinion'],
    danger: true,
    note: '对管辖有异议的，应当报请共同的上一级部门指定管辖，不得再自行移送（程序规定第十三条至第十六条）。',
  },
  {
    action: 'record-receipt',
    name: '登记对方签收',
    ok: '登记',
    done: '已登记',
    endpoint: contract.recordReceipt,
    fields: ['receiver', 'day'],
    initial: ({ counterpart }) => ({ org: counterpart, ...today() }),
  },
  {
    action: 'record-accept',
    name: '登记对方接收',
    ok: '登记',
    done: '已登记',
    endpoint: contract.recordAccept,
    fields: ['opinion', 'day'],
    initial: today,
  },
  {
    action: 'record-result',
    name: '登记查处情况',
    ok: '登记',
    done: '已登记',
    endpoint: contract.recordResult,
    fields: ['result', 'words', 'day'],
    initial: today,
  },
  {
    action: 'record-return',
    name: '登记对方退回',
    ok: '登记',
    done: '已登记',
    endpoint: contract.recordReturn,
    fields: ['reason', 'opinion'],
  },
  {
    action: 'urge',
    name: '催办',
    done: '已催办',
    endpoint: contract.urgeTransfer,
    fields: ['opinion'],
  },
  {
    action: 'close',
    name: '办结',
    done: '已办结',
    endpoint: contract.closeTransfer,
    fields: ['opinion'],
    primary: ['returned'],
    note: '不再等待对方反馈的，写明情况后办结。',
  },
  {
    action: 'comment',
    name: '添加说明',
    ok: '添加',
    done: '已添加说明',
    endpoint: contract.commentTransfer,
    fields: ['opinion'],
  },
  {
    action: 'cancel',
    name: '撤销',
    done: '已撤销',
    endpoint: contract.cancelTransfer,
    fields: ['opinion'],
    danger: true,
  },
];
