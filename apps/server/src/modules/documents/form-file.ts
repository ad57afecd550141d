import { ApprovalStep, FormField } from '@wangjian/core/document-form.ts';
import { z } from 'zod';

/** Groups of forms, in the order in which the console lists them. */
export const GROUPS = ['行政指导', '线索', '案件', '证据', '送达执行', '检查', '移送协查', '内部'] as const;

/** `catalog/forms/<id>/form.yaml`; `template.docx` lies beside it. */
export const FormFile = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]{1,60}$/),
    name: z.string().min(2),
    /** 文种: 决定, 通知, 笔录, 审批表, 函 … */
    kind: z.string().min(1),
    group: z.enum(GROUPS),
    /** The 文号, e.g. `{机关代字}市监责改〔{年}〕{号}号`; absent where the form has none. */
    number: z
      .string()
      .regex(/\{机关代字\}.*\{年\}.*\{号\}/)
      .optional(),
    /** Between 拟稿 and the number; empty: the drafter makes it final (笔录). */
    approval: z.array(ApprovalStep).max(3),
    /** 审核 and 签发 by two different people. */
    twoPeople: z.boolean().default(false),
    copy: z.enum(['正卷', '副卷']),
    /** Whether it is served on somebody (送达). */
    served: z.boolean(),
    /** Whether a copy for publication (公开副本) can be made. */
    publishable: z.boolean().default(false),
    basis: z.array(z.string().min(1)),
    /** 已核对: the layout was read in the source named; 未核对: it was not, which the screen says. */
    layout: z.enum(['已核对', '未核对']),
    layoutSource: z.string().min(1),
    fields: z.array(FormField).min(1),
  })
  .superRefine((form, context) => {
    const complain = (message: string) => context.addIssue({ code: 'custom', message });
    for (const key of ['id', 'label'] as const) {
      const seen = new Set<string>();
      for (const field of form.fields) {
        if (seen.has(field[key])) complain(`字段“${field[key]}”出现两次`);
        seen.add(field[key]);
      }
    }
    for (const field of form.fields) {
      if ((field.kind === 'table') !== (field.columns !== undefined))
        complain(`字段“${field.label}”：表格（table）才有、也必须有 columns`);
      if ((field.kind === 'choice') !== (field.options !== undefined))
        complain(`字段“${field.label}”：选择（choice）才有、也必须有 options`);
      if ((SYSTEM_FIELDS as readonly string[]).includes(field.label))
        complain(`字段“${field.label}”由系统填写，不能在 form.yaml 中定义`);
    }
    const order = ['review', 'legal', 'sign'];
    const sorted = [...form.approval].sort((a, b) => order.indexOf(a) - order.indexOf(b));
    if (sorted.join() !== form.approval.join() || new Set(sorted).size !== sorted.length)
      complain('approval 的顺序应为 review、legal、sign，不重复');
    if (form.approval.length > 0 && form.approval.at(-1) !== 'sign') complain('approval 应以 sign 结束');
    if (form.twoPeople && !form.approval.includes('review')) complain('twoPeople 需要 review 步骤');
  });
export type FormFile = z.output<typeof FormFile>;

/** Placeholders that the platform itself fills: in every template, in no form.yaml. */
export const SYSTEM_FIELDS = [
  '文号',
  '机关名称',
  '成文日期',
  '拟稿人',
  '拟稿日期',
  '拟稿机构',
  '审核人',
  '审核意见',
  '审核日期',
  '法制审核人',
  '法制审核意见',
  '法制审核日期',
  '签发人',
  '签发意见',
  '签发日期',
] as const;
type SystemField = (typeof SYSTEM_FIELDS)[number];
export type SystemValues = Partial<Record<SystemField, string>>;
