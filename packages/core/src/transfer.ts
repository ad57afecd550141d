/** Kinds of letters between authorities (移送协查), the form of catalog/forms that each goes out on, and what its answer is called. */
export const TRANSFER_KINDS = {
  transfer: { name: '线索移送', form: 'lead-transfer', reply: 'result-feedback' },
  inform: { name: '函告', form: 'inform-letter', reply: 'result-feedback' },
  report: { name: '书面报告', form: 'report-upward', reply: null },
  assistance: { name: '协助调查', form: 'assistance-letter', reply: 'assistance-reply' },
  copy: { name: '抄告', form: 'copy-notice', reply: 'result-feedback' },
} as const satisfies Record<string, { name: string; form: string; reply: string | null }>;
export type TransferKind = keyof typeof TRANSFER_KINDS;
export const TRANSFER_KIND_IDS = Object.keys(TRANSFER_KINDS) as [TransferKind, ...TransferKind[]];

export const TRANSFER_KIND_NAMES = Object.fromEntries(
  Object.entries(TRANSFER_KINDS).map(([kind, { name }]) => [kind, name]),
) as Record<TransferKind, string>;

/** Whether it went out from here or came in. */
export const TRANSFER_DIRECTION_NAMES = { out: '发出', in: '收到' } as const;
export type TransferDirection = keyof typeof TRANSFER_DIRECTION_NAMES;

/**
 * Where the other side is: a bureau or a unit of this installation, which gets a record of its own, or an authority
 * without this system, which gets a package and a code.
 */
export const TRANSFER_REACH_NAMES = {
  bureau: '本系统内其他局',
  unit: '本局其他单位',
  outside: '没有使用本系统的单位',
} as const;
export type TransferReach = keyof typeof TRANSFER_REACH_NAMES;

/** States of a transfer, in the order of its course; those before `sent` are the sender's alone. */
export const TRANSFER_STATUS_NAMES = {
  draft: '拟办中',
  signed: '待发出',
  sent: '待签收',
  received: '已签收',
  accepted: '办理中',
  returned: '被退回',
  done: '已办结',
  cancelled: '已撤销',
} as const;
export type TransferStatus = keyof typeof TRANSFER_STATUS_NAMES;
export const TRANSFER_STATUSES = Object.keys(TRANSFER_STATUS_NAMES) as [TransferStatus, ...TransferStatus[]];

/** Why a receiver sends it back. */
export const TRANSFER_RETURN_NAMES = {
  jurisdiction: '不属于本单位管辖',
  incomplete: '材料不全',
  duplicate: '重复移送',
  other: '其他',
} as const;
export type TransferReturn = keyof typeof TRANSFER_RETURN_NAMES;
export const TRANSFER_RETURNS = Object.keys(TRANSFER_RETURN_NAMES) as [TransferReturn, ...TransferReturn[]];

/** What the receiver found or did (查处情况). */
export const TRANSFER_RESULT_NAMES = {
  filed: '已立案查处',
  corrected: '已责令改正',
  'not-filed': '不予立案',
  'not-true': '查无实据',
  assisted: '已协助调查',
  forwarded: '已转报（函告）有关机关',
  noted: '已知悉',
  other: '其他',
} as const;
export type TransferResult = keyof typeof TRANSFER_RESULT_NAMES;
export const TRANSFER_RESULTS = Object.keys(TRANSFER_RESULT_NAMES) as [TransferResult, ...TransferResult[]];

/** What is handed over with it. */
export const TRANSFER_ITEM_NAMES = {
  letter: '函件',
  evidence: '网页证据',
  file: '附件',
  /** 复函、回执、查处结果材料: what comes back, after the package was sealed. */
  reply: '反馈材料',
} as const;
export type TransferItemKind = keyof typeof TRANSFER_ITEM_NAMES;

/** A link of the chain of custody (交接链). */
export const CUSTODY_ACT_NAMES = {
  packed: '封装',
  handed: '移交',
  downloaded: '下载材料包',
  received: '签收',
  accepted: '接收',
  returned: '退回',
  answered: '反馈材料',
} as const;
export type CustodyAct = keyof typeof CUSTODY_ACT_NAMES;
