import type { LeadStatus } from '@wangjian/core/lead.ts';

/** Actions that a dialog of this page makes, in the words of the buttons and their dialogs. */
export const ACTION_WORDS = {
  accept: { verb: '采纳', title: '采纳线索，转入待分派' },
  dispatch: { verb: '分派', title: '分派线索' },
  sign: { verb: '签收', title: '签收线索，开始核查' },
  check: { verb: '记录核查', title: '核查记录' },
  report: { verb: '反馈', title: '反馈核查结果' },
  approve: { verb: '审核通过', title: '审核通过反馈' },
  close: { verb: '办结', title: '办结线索' },
  archive: { verb: '归档', title: '归档线索' },
  take: { verb: '本单位自办', title: '由本单位自己核查' },
  return: { verb: '退回', title: '退回分派单位' },
  'hand-back': { verb: '退回移交机关', title: '退回移交机关' },
  'send-back': { verb: '退回重办', title: '审核不通过，退回承办单位' },
  withdraw: { verb: '撤回分派', title: '撤回分派，可以重新分派' },
  'hand-over': { verb: '移交其他局', title: '移交其他局' },
  assign: { verb: '指定承办人', title: '指定承办人' },
  supervise: { verb: '督办', title: '督办' },
  urge: { verb: '催办', title: '催办' },
  dismiss: { verb: '不予处理', title: '不予处理' },
  merge: { verb: '并入其他线索', title: '并入另一条线索' },
  split: { verb: '拆分', title: '拆分线索' },
  link: { verb: '关联', title: '关联另一条线索' },
  reopen: { verb: '撤销结论', title: '撤销梳理结论，回到待梳理' },
} as const;
export type DialogAction = keyof typeof ACTION_WORDS;
export const DIALOG_ACTIONS = Object.keys(ACTION_WORDS) as DialogAction[];

/** Actions that take one lead at a time. */
export const SINGLE: readonly DialogAction[] = ['check', 'report', 'split', 'link'];

/** The step that comes next in a state: the button that stands out. */
export function nextStep(status: LeadStatus, checked: boolean): DialogAction | undefined {
  if (status === 'checking') return checked ? 'report' : 'check';
  return (
    {
      sorting: 'accept',
      accepted: 'dispatch',
      returned: 'dispatch',
      dispatched: 'sign',
      reviewing: 'approve',
      reviewed: 'close',
      closed: 'archive',
    } as const satisfies Partial<Record<LeadStatus, DialogAction>> as Partial<
      Record<LeadStatus, DialogAction>
    >
  )[status];
}
