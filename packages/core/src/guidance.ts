/** Kinds of administrative guidance (行政指导) and the form of catalog/forms that each is issued on. */
export const GUIDANCE_KINDS = {
  visit: { name: '走访', form: 'visit-record', answered: false },
  research: { name: '调研', form: 'visit-record', answered: false },
  advice: { name: '行政建议', form: 'advice-letter', answered: true },
  reminder: { name: '行政提示', form: 'reminder-letter', answered: true },
  talk: { name: '行政约谈', form: 'talk-notice', answered: true },
  admonition: { name: '行政告诫', form: 'admonition', answered: true },
  'correction-order': { name: '责令改正', form: 'correction-order', answered: true },
  takedown: { name: '督促删除', form: 'takedown-notice', answered: true },
} as const satisfies Record<string, { name: string; form: string; answered: boolean }>;
export type GuidanceKind = keyof typeof GUIDANCE_KINDS;
export const GUIDANCE_KIND_IDS = Object.keys(GUIDANCE_KINDS) as [GuidanceKind, ...GuidanceKind[]];

export const GUIDANCE_KIND_NAMES = Object.fromEntries(
  Object.entries(GUIDANCE_KINDS).map(([kind, { name }]) => [kind, name]),
) as Record<GuidanceKind, string>;

/** States of a guidance, in the order of its course. */
export const GUIDANCE_STATUS_NAMES = {
  draft: '拟办中',
  issued: '待送达',
  waiting: '待反馈',
  answered: '待复查',
  rechecking: '复查中',
  closed: '已办结',
  cancelled: '已撤销',
} as const;
export type GuidanceStatus = keyof typeof GUIDANCE_STATUS_NAMES;
export const GUIDANCE_STATUSES = Object.keys(GUIDANCE_STATUS_NAMES) as [GuidanceStatus, ...GuidanceStatus[]];

/** How a guidance ended. */
export const GUIDANCE_RESULT_NAMES = {
  corrected: '已改正',
  'not-corrected': '逾期未改正',
  done: '已完成',
  'objection-upheld': '异议成立',
} as const;
export type GuidanceResult = keyof typeof GUIDANCE_RESULT_NAMES;

/** What the party says in its answer. */
export const ANSWER_KIND_NAMES = {
  corrected: '已改正',
  explanation: '情况说明',
  objection: '提出异议',
} as const;
export type AnswerKind = keyof typeof ANSWER_KIND_NAMES;
