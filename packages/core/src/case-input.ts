import { z } from 'zod';
import {
  CASE_SOURCE_NAMES,
  EVIDENCE_KINDS,
  FILE_SECTIONS,
  MATTER_ACTION_NAMES,
  MATTER_KIND_NAMES,
  NO_PENALTY_GROUNDS,
  PARTY_KIND_NAMES,
  PENALTY_ORDER_NAMES,
  REMEDY_KIND_NAMES,
  REMEDY_RESULT_NAMES,
} from './case.ts';
import { Instant, RecordId, RegionCode } from './listing.ts';
import { unmasked } from './personal-data.ts';

const Day = z.iso.date();
/** Money in 分. */
export const Fen = z.int().min(0).max(1_000_000_000_000);
const words = (most: number) => z.string().trim().min(2).max(most);
const Opinion = z.string().trim().max(2000).default('');
const Key = z.string().max(60).optional();
/** The names of a closed list as an enum. */
export const oneOf = <Name extends string>(names: Readonly<Record<Name, unknown>>) =>
  z.enum(Object.keys(names) as [Name, ...Name[]]);

/** A penalty as proposed or decided; money in 分. */
export const Penalty = z.object({
  warning: z.boolean(),
  criticism: z.boolean(),
  fine: Fen,
  forfeitIncome: Fen,
  forfeitGoodsValue: Fen,
  forfeitGoods: z.string().trim().max(500).nullable(),
  orders: z.array(oneOf(PENALTY_ORDER_NAMES)).max(7),
});
export type Penalty = z.infer<typeof Penalty>;

const Party = z.object({
  kind: oneOf(PARTY_KIND_NAMES),
  name: words(100),
  uscc: z.string().trim().max(18).nullish(),
  representative: unmasked(50).nullish(),
  idNumber: unmasked(30).nullish(),
  phone: unmasked(40).nullish(),
  address: unmasked(200).nullish(),
});
/** What the range of a party's fine depends on; null: not known. */
const Amounts = {
  turnover: Fen.nullish(),
  goods: Fen.nullish(),
  income: Fen.nullish(),
  adCost: Fen.nullish(),
  /** 情节严重. */
  severe: z.boolean().optional(),
};
const Handler = z.object({ officerId: RecordId, certificate: words(40), lead: z.boolean().default(false) });
const facts = {
  title: words(120),
  caseType: z.string().max(60),
  violations: z.array(z.string().max(80)).min(1).max(20),
  category: z.string().regex(/^C\d{2}$/),
  summary: words(5000),
  actedOn: Day,
  foundOn: Day,
  sameAct: z.boolean(),
  publicInterest: z.boolean(),
  complex: z.boolean(),
  otherReviewRule: z.string().trim().max(300).nullable(),
};

/** The party that a step is about; may be left out where only one can be meant. */
const partyId = RecordId.optional();
const RangeReason = z.string().trim().max(2000).nullish();
/** What is proposed for one of several parties. */
const PartyProposal = z.object({ partyId: RecordId, penalty: Penalty, rangeReason: RangeReason });
const Ground = oneOf(NO_PENALTY_GROUNDS);
/** What is decided on one party. */
const Verdict = {
  /** What became of what the party said in defence. */
  statementAdopted: z.boolean().nullish(),
  statementReason: z.string().trim().max(2000).nullish(),
  rangeReason: RangeReason,
};
const PartyVerdict = z.object({
  partyId: RecordId,
  outcome: z.enum(['penalty', 'no-penalty', 'not-established']).default('penalty'),
  /** Asked for with `penalty`. */
  penalty: Penalty.nullish(),
  /** Asked for with `no-penalty`. */
  ground: Ground.nullish(),
  /** Why nothing is imposed. */
  reason: z.string().trim().max(2000).nullish(),
  ...Verdict,
});

/** 登记案件. */
export const NewCase = z.object({
  title: words(120).optional(),
  procedure: z.enum(['ordinary', 'simple']).default('ordinary'),
  source: oneOf(CASE_SOURCE_NAMES).default('own'),
  leadId: RecordId.nullish(),
  inspectionId: RecordId.nullish(),
  siteId: RecordId.nullish(),
  region: RegionCode,
  violations: facts.violations,
  /** Default: that of the first violation type. */
  category: facts.category.optional(),
  summary: facts.summary,
  actedOn: Day,
  foundOn: Day,
  party: Party.nullish(),
  officers: z.array(Handler).max(6).default([]),
  key: Key,
});

/** What each step of a case asks for, beside the version that was read. */
export const CASE_INPUTS = {
  edit: z.object(facts).partial().shape,
  file: {
    opinion: Opinion,
    /** Why an act found after more than two years is still punished (行政处罚法 art. 36). */
    limitation: z.enum(['continuing', 'five-years']).optional(),
  },
  refuse: {
    ground: z.enum(['minor', 'first', 'no-fault', 'not-violation', 'no-jurisdiction', 'other']),
    opinion: words(2000),
  },
  'decide-on-spot': {
    penalty: Penalty,
    facts: words(5000),
    statement: words(2000),
    place: words(200),
  },
  discard: { opinion: words(500) },
  suspend: {
    ground: z.enum(['related-case', 'interpretation', 'force-majeure', 'party-missing', 'other']),
    opinion: words(2000),
  },
  resume: { opinion: words(2000) },
  terminate: { opinion: words(2000) },
  extend: {
    /** 30 by the head for the first time; afterwards what the heads decide together. */
    days: z.int().min(1).max(365),
    /** 集体讨论, from the second time on. */
    discussedOn: Day.nullish(),
    opinion: words(2000),
  },
  conclude: {
    facts: words(20_000),
    /** For the only party; several are each given in `parties`. */
    proposal: Penalty.optional(),
    rangeReason: RangeReason,
    parties: z.array(PartyProposal).max(50).optional(),
    opinion: words(5000),
  },
  /** `checks`: what was looked at, item by item (程序规定 art. 53), for the paper of the review. */
  'pass-review': { opinion: words(2000), checks: z.string().trim().max(5000).optional() },
  'return-review': { opinion: words(2000), checks: z.string().trim().max(5000).optional() },
  notify: { opinion: Opinion },
  'skip-notice': { opinion: words(2000) },
  'record-statement': {
    partyId,
    text: words(5000),
    on: Day,
    /** The party says in writing that it states and asks nothing further. */
    waived: z.boolean().default(false),
  },
  'request-hearing': { partyId, on: Day, opinion: Opinion },
  'schedule-hearing': {
    hearingOn: Day,
    hearingTime: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
      .default('09:00'),
    place: words(200),
    host: words(50),
  },
  'withdraw-hearing': { partyId, opinion: words(500) },
  'end-hearing': { opinion: words(5000) },
  proceed: { opinion: Opinion },
  reinvestigate: { opinion: words(2000) },
  decide: {
    /** For the only party; several are each given in `parties`. */
    penalty: Penalty.optional(),
    ...Verdict,
    parties: z.array(PartyVerdict).max(50).optional(),
    discussedOn: Day.nullish(),
    discussion: z.string().trim().max(5000).nullish(),
  },
  'decide-none': {
    outcome: z.enum(['no-penalty', 'not-established']),
    ground: Ground.default('other'),
    opinion: words(2000),
  },
  'conclude-transfer': { opinion: words(2000) },
  pay: {
    partyId,
    on: Day,
    kind: z.enum(['fine', 'forfeit', 'late-fine']),
    amount: Fen.min(1),
    receipt: words(100),
  },
  defer: {
    partyId,
    /** 延期, 分期 with its instalments, or refused. */
    answer: z.enum(['defer', 'instalments', 'refuse']).default('defer'),
    /** The last day to pay; with instalments that of the last one. */
    until: Day.nullish(),
    instalments: z
      .array(z.object({ dueOn: Day, amount: Fen.min(1) }))
      .max(60)
      .default([]),
    appliedOn: Day.nullish(),
    opinion: words(2000),
  },
  demand: { partyId, opinion: Opinion },
  'apply-court': { partyId, court: words(100), opinion: Opinion },
  finish: {
    partyId,
    reason: z.enum(['paid', 'court-ended', 'other']),
    opinion: Opinion,
  },
  close: { opinion: words(2000) },
  remedy: {
    partyId,
    /** Asked for at the start; one that runs is ended with its result. */
    kind: oneOf(REMEDY_KIND_NAMES).optional(),
    on: Day,
    result: oneOf(REMEDY_RESULT_NAMES).optional(),
    /** The fine and the forfeiture as changed. */
    fine: Fen.optional(),
    forfeit: Fen.optional(),
    opinion: words(2000),
  },
  publish: {
    partyId,
    system: z.enum([
      'penalty-publication-credit-china',
      'penalty-publication',
      'penalty-publication-withdrawal',
      'decision-disclosure-withdrawal',
    ]),
    on: Day,
    opinion: Opinion,
  },
  archive: { archiveNumber: words(60) },
  /** Of several documents only that party's; without it all that are not signed. */
  'withdraw-request': { partyId, opinion: words(500) },
  assign: Handler.shape,
  recuse: { officerId: RecordId, reason: words(500) },
  party: {
    partyId,
    /** Takes the party out of the case, with the reason. */
    leaves: words(500).optional(),
    ...Party.partial({ kind: true, name: true }).shape,
    ...Amounts,
  },
  valuation: {
    /** Whose goods they are. */
    partyId,
    /** The sum is the 违法经营额 as well. */
    asTurnover: z.boolean().default(false),
    items: z
      .array(
        z.object({
          name: words(100),
          quantity: z.number().positive().max(1_000_000_000),
          unit: z.string().trim().min(1).max(10),
          price: Fen,
          sold: z.boolean(),
          basis: words(300),
        }),
      )
      .max(500),
  },
  comment: { text: words(2000) },
  matters: {
    kind: oneOf(MATTER_KIND_NAMES),
    parentId: RecordId.nullish(),
    /** Whom it is about; none is all parties. */
    partyId,
    title: words(120),
    counterpart: words(200),
    /** When a measure was taken on the spot before it was approved. */
    takenAt: Instant.nullish(),
    content: words(5000),
    items: z
      .array(
        z.object({ name: words(100), quantity: z.string().trim().max(40), note: z.string().trim().max(200) }),
      )
      .max(200)
      .default([]),
  },
} as const;

/** One step of a measure, an inquiry or a hand-over. */
export const MatterStep = z.object({
  version: z.int().min(1),
  action: oneOf(MATTER_ACTION_NAMES),
  on: Day,
  result: z.string().trim().max(5000).default(''),
  receipt: z.string().trim().max(200).nullish(),
  key: Key,
});

/** What is said of an uploaded paper. */
export const AttachmentNote = z.object({
  section: oneOf(FILE_SECTIONS),
  evidenceKind: z.enum(EVIDENCE_KINDS).optional(),
  name: words(100),
  collectedOn: Day.optional(),
  collectedBy: z.string().trim().max(100).optional(),
});
