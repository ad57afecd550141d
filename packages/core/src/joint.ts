/** 联合行动 has one matter and an end; 联席会议 is a standing group that meets. */
export const JOINT_KIND_NAMES = { action: '联合行动', conference: '联席会议' } as const;
export type JointKind = keyof typeof JOINT_KIND_NAMES;

/** States of joint work, in the order of its course. */
export const JOINT_STATUS_NAMES = {
  preparing: '筹备中',
  running: '进行中',
  concluded: '已结束',
  cancelled: '已撤销',
} as const;
export type JointStatus = keyof typeof JOINT_STATUS_NAMES;

/** Where one unit stands in joint work. */
export const JOINT_PART_STATUS_NAMES = {
  invited: '待确认',
  joined: '参加',
  reported: '已报结果',
  declined: '不参加',
  removed: '已移出',
} as const;
export type JointPartStatus = keyof typeof JOINT_PART_STATUS_NAMES;

/** States of a task of joint work or out of a meeting. */
export const JOINT_TASK_STATUS_NAMES = { open: '办理中', done: '已完成', cancelled: '已取消' } as const;
export type JointTaskStatus = keyof typeof JOINT_TASK_STATUS_NAMES;

/** States of a meeting. */
export const JOINT_MEETING_STATUS_NAMES = {
  planned: '待召开',
  held: '待定纪要',
  recorded: '纪要已定',
  cancelled: '已取消',
} as const;
export type JointMeetingStatus = keyof typeof JOINT_MEETING_STATUS_NAMES;

/** What the shared matter is about. */
export const JOINT_MATTER_KIND_NAMES = { lead: '线索', case: '案件', site: '网站', theme: '主题' } as const;
export type JointMatterKind = keyof typeof JOINT_MATTER_KIND_NAMES;

/** What a unit writes down in its own part. */
export const JOINT_ENTRY_KIND_NAMES = { finding: '发现', progress: '进展', result: '结果' } as const;
export type JointEntryKind = keyof typeof JOINT_ENTRY_KIND_NAMES;
