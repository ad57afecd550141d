import { DOCUMENT_STATUS_NAMES } from '@wangjian/core/document.ts';
import type { ApprovalStep } from '@wangjian/core/document-form.ts';
import { AppError } from '@wangjian/core/errors.ts';
import type { DocumentAction, DocumentStatus } from './contract.ts';

/** `next` is the following step of the form's approval; after the last of them stands `signed`. */
type Target = DocumentStatus | 'next';

/** States × actions of a document (文书), the one table: what may be done now, and where it leads. */
const MOVES = {
  draft: { edit: 'draft', submit: 'next', discard: 'discarded', attach: 'draft' },
  review: { approve: 'next', return: 'draft', withdraw: 'draft' },
  legal: { 'legal-approve': 'next', 'legal-return': 'draft', withdraw: 'draft' },
  sign: { sign: 'next', return: 'draft', withdraw: 'draft' },
  signed: { serve: 'served', attach: 'signed', void: 'void' },
  served: { serve: 'served', attach: 'served', void: 'void' },
  void: {},
  discarded: {},
} as const satisfies Record<DocumentStatus, Partial<Record<DocumentAction, Target>>>;

export const DOCUMENT_ACTION_NAMES: Record<DocumentAction | 'draft', string> = {
  draft: '拟稿',
  edit: '修改',
  submit: '提交',
  discard: '废弃',
  withdraw: '撤回',
  approve: '审核通过',
  'legal-approve': '法制审核通过',
  return: '退回',
  'legal-return': '法制审核退回',
  sign: '签发',
  serve: '登记送达',
  attach: '上传附件',
  void: '作废',
};

/** Actions allowed in a state; 送达 only where the form is one that is served. */
export function allowedActions(status: DocumentStatus, form: { readonly served: boolean }): DocumentAction[] {
  const actions = Object.keys(MOVES[status]) as DocumentAction[];
  return actions.filter((action) => form.served || action !== 'serve');
}

/** The state after an action, by the form's approval steps; throws `conflict` naming the allowed actions otherwise. */
export function move(
  status: DocumentStatus,
  action: DocumentAction,
  form: { readonly approval: readonly ApprovalStep[]; readonly served: boolean },
): DocumentStatus {
  const allowed = allowedActions(status, form);
  const target = (MOVES[status] as Partial<Record<DocumentAction, Target>>)[action];
  if (!target || !allowed.includes(action)) {
    const names = allowed.map((name) => DOCUMENT_ACTION_NAMES[name]).join('、');
    throw new AppError(
      'conflict',
      `该文书${DOCUMENT_STATUS_NAMES[status]}，不能${DOCUMENT_ACTION_NAMES[action]}；${names ? `现在可以：${names}` : '不能再作处理'}`,
      { allowed },
    );
  }
  if (target !== 'next') return target;
  const at = form.approval.indexOf(status as ApprovalStep);
  return form.approval[at + 1] ?? 'signed';
}
