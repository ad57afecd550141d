/** 建议提案: proposals of deputies to the people's congress, and of members of the 政协. */
export const REPLY_KIND_NAMES = { suggestion: '人大代表建议', proposal: '政协委员提案' } as const;
export type ReplyKind = keyof typeof REPLY_KIND_NAMES;

/** 主办 answers the deputy; 会办 gives its opinion to the unit that does. */
export const REPLY_ROLE_NAMES = { host: '主办', assist: '会办' } as const;
export type ReplyRole = keyof typeof REPLY_ROLE_NAMES;

/** States of a reply to a proposal, in the order of its course. */
export const REPLY_STATUS_NAMES = {
  registered: '待答复',
  drafting: '拟办中',
  signed: '待送达',
  replied: '已答复',
  cancelled: '已撤销',
} as const;
export type ReplyStatus = keyof typeof REPLY_STATUS_NAMES;

/** 办理结果 as the head of a reply shows it; what each letter means is set by the office that assigns proposals. */
export const REPLY_RESULT_NAMES = { A: 'A', B: 'B', C: 'C' } as const;
export type ReplyResult = keyof typeof REPLY_RESULT_NAMES;

/** 公开属性. */
export const OPENNESS_NAMES = {
  open: '此件主动公开',
  request: '此件依申请公开',
  closed: '此件不予公开',
} as const;
export type Openness = keyof typeof OPENNESS_NAMES;

/** What the deputy said of the reply. */
export const FEEDBACK_NAMES = { satisfied: '满意', fair: '基本满意', dissatisfied: '不满意' } as const;
export type Feedback = keyof typeof FEEDBACK_NAMES;

/** Kinds of publicity work (宣传), with what each is counted in. */
export const PUBLICITY_KIND_NAMES = {
  material: '宣传材料',
  board: '展板',
  media: '媒体报道',
  tip: '消费提示',
  activity: '宣传活动',
} as const;
export type PublicityKind = keyof typeof PUBLICITY_KIND_NAMES;
export const PUBLICITY_UNITS: Record<PublicityKind, string> = {
  material: '份',
  board: '块',
  media: '篇',
  tip: '条',
  activity: '场',
};

/** States of publicity work; only what was published counts. */
export const PUBLICITY_STATUS_NAMES = { draft: '草稿', published: '已发布', void: '已作废' } as const;
export type PublicityStatus = keyof typeof PUBLICITY_STATUS_NAMES;
