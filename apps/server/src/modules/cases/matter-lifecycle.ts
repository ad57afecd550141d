import {
  MATTER_ACTION_NAMES,
  MATTER_KIND_NAMES,
  type MatterAction,
  type MatterKind,
} from '@wangjian/core/case.ts';
import { AppError } from '@wangjian/core/errors.ts';

/** `drafting` waits for its document, `open` runs, `answered` has its answer, `ended` is done. */
export type MatterState =
  | 'drafting'
  | 'approved'
  | 'open'
  | 'answered'
  // Of a hand-over to the police: filed, goods and papers still here; not filed; and what is done against that.
  | 'filed'
  | 'declined'
  | 'reconsidering'
  | 'upheld'
  | 'supervising'
  | 'ended'
  | 'dropped';

export const MATTER_STATE_NAMES: Record<MatterState, string> = {
  drafting: '文书报批中',
  approved: '已批准，待移送',
  open: '进行中',
  answered: '已答复',
  filed: '公安机关已立案，待移交物品材料',
  declined: '公安机关不予立案',
  reconsidering: '已提请复议',
  upheld: '复议维持不予立案',
  supervising: '已建议检察院立案监督',
  ended: '已办结',
  dropped: '已撤销',
};
interface MatterWay {
  /** The form (catalog/forms) that opens it. */
  readonly form: string;
  /** Where the signed document leads. */
  readonly signed: MatterState;
  readonly moves: Partial<Record<MatterState, Partial<Record<MatterAction, MatterState>>>>;
}
const dropping = { drafting: { drop: 'dropped' } } as const;
const inquiry = (form: string): MatterWay => ({
  form,
  signed: 'open',
  moves: { ...dropping, open: { answer: 'ended' } },
});
/** 鉴别, 检验: the party is told of the opinion (程序规定 art. 32). */
const opinion = (form: string): MatterWay => ({
  form,
  signed: 'open',
  moves: { ...dropping, open: { answer: 'answered' }, answered: { inform: 'ended' } },
});
const sentOut = (form: string): MatterWay => ({
  form,
  signed: 'open',
  moves: { ...dropping, open: { accept: 'ended', refuse: 'ended' } },
});

const WAYS: Record<MatterKind, MatterWay> = {
  preservation: {
    form: 'evidence-preservation',
    signed: 'open',
    moves: { ...dropping, open: { dispose: 'ended' } },
  },
  seizure: {
    form: 'seizure-decision',
    signed: 'open',
    moves: { ...dropping, open: { extend: 'open', dispose: 'ended' } },
  },
  appraisal: opinion('appraisal-request'),
  test: opinion('test-commission'),
  assistance: inquiry('assistance-letter'),
  courier: inquiry('assistance-letter'),
  platform: inquiry('assistance-letter'),
  // 国令310 art. 5: the head approves within three days, then it is handed over within 24 hours.
  police: {
    form: 'crime-transfer',
    signed: 'approved',
    moves: {
      ...dropping,
      approved: { 'hand-over': 'open' },
      open: { accept: 'filed', refuse: 'declined' },
      // Art. 12: within three days of their notice.
      filed: { 'hand-goods': 'ended' },
      // Art. 9: reconsideration, then 立案监督, each within three days; art. 10: otherwise the bureau goes on itself.
      declined: { reconsider: 'reconsidering', 'rest-with-it': 'ended' },
      reconsidering: { accept: 'filed', refuse: 'upheld' },
      upheld: { supervise: 'supervising', 'rest-with-it': 'ended' },
      supervising: { accept: 'filed', refuse: 'ended' },
    },
  },
  'other-agency': sentOut('case-transfer'),
  'close-website': sentOut('closure-request'),
  'licence-notice': inquiry('copy-notice'),
  'abnormal-list': sentOut('abnormal-listing'),
};

/** The form of a kind of matter. */
export function formOf(kind: MatterKind): string {
  return WAYS[kind].form;
}

/** The state of a matter once its document is signed. */
export function signedState(kind: MatterKind): MatterState {
  return WAYS[kind].signed;
}

/** What may be done with a matter now. */
export function matterActions(kind: MatterKind, state: MatterState): MatterAction[] {
  return Object.keys(WAYS[kind].moves[state] ?? {}) as MatterAction[];
}

/** The state of a matter after an action; `conflict` naming what is allowed otherwise. */
export function moveMatter(kind: MatterKind, state: MatterState, action: MatterAction): MatterState {
  const next = WAYS[kind].moves[state]?.[action];
  if (next) return next;
  const allowed = matterActions(kind, state);
  const names = allowed.map((name) => MATTER_ACTION_NAMES[name]).join('、');
  throw new AppError(
    'conflict',
    `该事项（${MATTER_KIND_NAMES[kind]}）${MATTER_STATE_NAMES[state]}，不能${MATTER_ACTION_NAMES[action]}；${names ? `现在可以：${names}` : '不能再办理'}`,
    { allowed },
  );
}
