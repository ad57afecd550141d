import type { TransferKind } from '@wangjian/core/transfer.ts';

/** How the two texts of a letter are called in each kind, and what the kind is for. */
export const MATTER_WORDS: Readonly<
  Record<
    TransferKind,
    { readonly facts: string; readonly reason: string; readonly hint: string; readonly sample: string }
  >
> = {
  transfer: {
    facts: '线索情况',
    reason: '移送理由和依据',
    hint: '不属于本局管辖的，移送有管辖权的部门；对方应把查处情况反馈给发现部门。',
    sample: '如：当事人实际经营地在你局辖区，本局没有管辖权',
  },
  inform: {
    facts: '线索情况',
    reason: '函告事项',
    hint: '涉及外省（区、市）的，函告当地市场监管部门。',
    sample: '如：请依法核查处理，并将结果函告本局',
  },
  report: {
    facts: '线索情况',
    reason: '报告（请示）事项',
    hint: '涉及外省或者重大的，书面报告上级，由上级函告、指定管辖。',
    sample: '如：请函告外省市场监管部门处理',
  },
  assistance: {
    facts: '案件基本情况',
    reason: '请求协助事项',
    hint: '对方应当自接函之日起十五个工作日内完成（程序规定第四十五条）。案件的协查在案件页面办理。',
    sample: '如：请协助核实该公司的经营场所、调取物流记录',
  },
  copy: {
    facts: '有关情况',
    reason: '抄告事项',
    hint: '抄告许可审批等部门。案件的抄告在案件页面办理。',
    sample: '如：请依法处理有关许可',
  },
};
