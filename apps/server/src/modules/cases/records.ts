import {
  CASE_OUTCOME_NAMES,
  CASE_SOURCE_NAMES,
  CASE_STATE_NAMES,
  FILE_SECTIONS,
  MATTER_ACTION_NAMES,
  MATTER_KIND_NAMES,
  PARTY_KIND_NAMES,
  PARTY_STAGE_NAMES,
} from '@wangjian/core/case.ts';
import { Fen, oneOf, Penalty } from '@wangjian/core/case-input.ts';
import { Instant, RecordId, RegionCode, Version } from '@wangjian/core/listing.ts';
import { z } from 'zod';
import { DeadlineView, Lamp } from '../deadlines/contract.ts';

const Day = z.iso.date();

export const CaseState = oneOf(CASE_STATE_NAMES);
export const CaseProcedure = z.enum(['ordinary', 'simple']);
export const CaseOutcome = oneOf(CASE_OUTCOME_NAMES);

export const CaseItem = z.object({
  id: RecordId,
  /** 立案号; null before filing is approved. */
  number: z.string().nullable(),
  title: z.string(),
  state: CaseState,
  stateName: z.string(),
  /** The step whose document is not yet signed. */
  pending: z.string().nullable(),
  procedure: CaseProcedure,
  caseType: z.string(),
  caseTypeName: z.string(),
  category: z.string(),
  categoryName: z.string(),
  violations: z.array(z.object({ id: z.string(), name: z.string() })),
  party: z.string().nullable(),
  region: RegionCode,
  regionName: z.string(),
  orgName: z.string(),
  handlers: z.array(z.string()),
  outcome: CaseOutcome.nullable(),
  fine: Fen,
  forfeit: Fen,
  filedOn: Day.nullable(),
  decidedOn: Day.nullable(),
  closedOn: Day.nullable(),
  registeredAt: Instant,
  /** The next deadline that runs. */
  due: z.object({ title: z.string(), due: z.string(), lamp: Lamp, provisional: z.boolean() }).nullable(),
  version: Version,
});
export type CaseItem = z.infer<typeof CaseItem>;

export const CasePaper = z.object({
  id: RecordId,
  form: z.string(),
  formName: z.string(),
  title: z.string(),
  statusName: z.string(),
  number: z.string().nullable(),
  copy: z.string(),
  layout: z.string(),
  signedOn: Day.nullable(),
  servedOn: Day.nullable(),
});
const Matter = z.object({
  id: RecordId,
  parentId: RecordId.nullable(),
  /** Whom it is about, where not all parties. */
  partyId: RecordId.nullable(),
  kind: oneOf(MATTER_KIND_NAMES),
  kindName: z.string(),
  stateName: z.string(),
  title: z.string(),
  counterpart: z.string(),
  content: z.string(),
  items: z.array(z.object({ name: z.string(), quantity: z.string(), note: z.string() })),
  documentId: RecordId.nullable(),
  /** The paper that follows: 延长, 结果告知. */
  followingDocument: RecordId.nullable(),
  startedOn: Day,
  openedOn: Day.nullable(),
  result: z.string().nullable(),
  receipt: z.string().nullable(),
  resultOn: Day.nullable(),
  informedOn: Day.nullable(),
  endedOn: Day.nullable(),
  allowed: z.array(z.object({ action: oneOf(MATTER_ACTION_NAMES), name: z.string() })),
  due: z.object({ title: z.string(), due: z.string(), lamp: Lamp }).nullable(),
  version: Version,
});
const Dues = z.object({
  payBy: Day.nullable(),
  fine: Fen,
  forfeit: Fen,
  lateFine: Fen,
  paid: Fen,
  open: Fen,
  openOf: z.object({ fine: Fen, forfeit: Fen, 'late-fine': Fen }),
});

const Range = z.object({ min: Fen, max: Fen.nullable() });
/** What a fine may depend on; null is not known. */
const Amounts = z.object({
  turnover: Fen.nullable(),
  goods: Fen.nullable(),
  income: Fen.nullable(),
  adCost: Fen.nullable(),
});
/** The range of a fine, and how it was found for each violation. */
const PartyRange = Range.extend({
  each: z.array(
    z.object({ violation: z.string(), range: Range, steps: z.array(z.string()), needs: z.array(z.string()) }),
  ),
});
/** 当事人 (personal data masked), with what was proposed, told, answered, decided and paid of it alone. */
const CaseParty = z.object({
  id: RecordId,
  kind: oneOf(PARTY_KIND_NAMES),
  name: z.string(),
  uscc: z.string().nullable(),
  representative: z.string().nullable(),
  idNumber: z.string().nullable(),
  phone: z.string().nullable(),
  address: z.string().nullable(),
  stage: oneOf(PARTY_STAGE_NAMES),
  stageName: z.string(),
  proposal: Penalty.nullable(),
  proposalWords: z.string().nullable(),
  rangeReason: z.string().nullable(),
  amounts: Amounts,
  severe: z.boolean(),
  range: PartyRange,
  noticedOn: Day.nullable(),
  hearing: z.object({
    reasons: z.array(z.string()),
    requestedOn: Day.nullable(),
    on: Day.nullable(),
    heard: z.boolean(),
  }),
  statement: z
    .object({ text: z.string(), on: Day, adopted: z.boolean().nullable(), waived: z.boolean() })
    .nullable(),
  outcome: CaseOutcome.nullable(),
  penalty: Penalty.nullable(),
  penaltyWords: z.string().nullable(),
  decisionDocument: RecordId.nullable(),
  decisionNumber: z.string().nullable(),
  decidedOn: Day.nullable(),
  servedOn: Day.nullable(),
  demandedOn: Day.nullable(),
  courtAppliedOn: Day.nullable(),
  endedOn: Day.nullable(),
  endReason: z.string().nullable(),
  publication: z.object({ publish: z.boolean(), why: z.string() }).nullable(),
  remedies: z.array(
    z.object({
      kindName: z.string(),
      startedOn: Day,
      endedOn: Day.nullable(),
      resultName: z.string().nullable(),
      note: z.string(),
    }),
  ),
  dues: Dues,
});

export const CaseDetail = CaseItem.extend({
  source: oneOf(CASE_SOURCE_NAMES),
  sourceName: z.string(),
  leadId: RecordId.nullable(),
  leadNumber: z.string().nullable(),
  inspectionId: RecordId.nullable(),
  siteId: RecordId.nullable(),
  siteName: z.string().nullable(),
  summary: z.string(),
  actedOn: Day,
  foundOn: Day,
  sameAct: z.boolean(),
  /** The sums of what is known of its parties. */
  amounts: Amounts,
  publicInterest: z.boolean(),
  complex: z.boolean(),
  otherReviewRule: z.string().nullable(),
  /** How often the handling period was extended. */
  extendedTimes: z.int(),
  facts: z.string().nullable(),
  pendingStep: z
    .object({
      action: z.string(),
      name: z.string(),
      /** The first of the documents. */
      documentId: RecordId,
      on: z.enum(['signed', 'served']),
    })
    .nullable(),
  /** Documents that steps wait for: one, or one for each party. */
  waiting: z.array(
    z.object({
      documentId: RecordId,
      partyId: RecordId.nullable(),
      action: z.string(),
      name: z.string(),
      on: z.enum(['signed', 'served']),
    }),
  ),
  /** What this reader may do now; a step that is not `ready` says what is missing. */
  allowed: z.array(
    z.object({
      action: z.string(),
      name: z.string(),
      ready: z.boolean(),
      missing: z.array(z.string()),
      /** For a step that is about one party: for which it is ready; null for other steps. */
      parties: z.array(RecordId).nullable(),
    }),
  ),
  parties: z.array(CaseParty),
  officers: z.array(
    z.object({
      officerId: RecordId,
      name: z.string(),
      certificate: z.string(),
      lead: z.boolean(),
      since: Day,
      until: Day.nullable(),
      reason: z.string().nullable(),
    }),
  ),
  articles: z.array(
    z.object({
      violation: z.string(),
      name: z.string(),
      duty: z.string(),
      penalty: z.string(),
      unverified: z.boolean(),
    }),
  ),
  /** The range of the fine while no party is entered; afterwards each party has its own. */
  range: PartyRange.nullable(),
  /** How several violations are put together; empty with one. */
  rangeRule: z.string(),
  /** What is proposed, and what was decided; of several parties whose each is. */
  proposalWords: z.string().nullable(),
  penaltyWords: z.string().nullable(),
  review: z.object({
    kind: z.enum(['legal', 'case']),
    reasons: z.array(z.string()),
    collectiveDecision: z.boolean(),
    on: Day.nullable(),
    by: z.string().nullable(),
    opinion: z.string().nullable(),
  }),
  hearing: z.object({
    /** True while the thresholds are the platform's own, which no source was read for. */
    unverified: z.boolean(),
  }),
  decisionNumber: z.string().nullable(),
  days: z.array(z.object({ name: z.string(), on: Day })),
  /** All parties together. */
  dues: Dues,
  payments: z.array(
    z.object({
      id: RecordId,
      partyId: RecordId.nullable(),
      on: Day,
      kind: z.enum(['fine', 'forfeit', 'late-fine']),
      amount: Fen,
      receipt: z.string(),
    }),
  ),
  matters: z.array(Matter),
  valuations: z.array(
    z.object({
      partyId: RecordId.nullable(),
      name: z.string(),
      quantity: z.string(),
      unit: z.string(),
      price: Fen,
      sold: z.boolean(),
      basis: z.string(),
      amount: Fen,
    }),
  ),
  valuationTotal: z.object({ goods: Fen, sold: Fen }),
  evidence: z.array(RecordId),
  attachments: z.array(
    z.object({
      id: RecordId,
      section: oneOf(FILE_SECTIONS),
      sectionName: z.string(),
      evidenceKind: z.string().nullable(),
      name: z.string(),
      fileName: z.string(),
      bytes: z.int(),
      pages: z.int(),
      collectedOn: Day.nullable(),
      collectedBy: z.string().nullable(),
      addedAt: Instant,
      addedBy: z.string(),
    }),
  ),
  checklist: z.array(z.object({ what: z.string(), kind: z.string(), why: z.string(), must: z.boolean() })),
  questions: z.array(z.string()),
  policeHint: z.string().nullable(),
  papers: z.array(CasePaper),
  deadlines: z.array(DeadlineView),
  timeline: z.array(
    z.object({
      at: Instant,
      who: z.string(),
      org: z.string(),
      actionName: z.string(),
      opinion: z.string().nullable(),
    }),
  ),
});
export type CaseDetail = z.infer<typeof CaseDetail>;

/** 案卷目录: what stands where in the main and the inner volume. */
export const CaseFile = z.object({
  volumes: z.array(
    z.object({
      name: z.enum(['正卷', '副卷']),
      entries: z.array(
        z.object({
          place: z.int(),
          section: z.string(),
          title: z.string(),
          number: z.string().nullable(),
          day: z.string().nullable(),
          pages: z.int(),
          firstPage: z.int(),
          note: z.string().nullable(),
          /** Its pages were not counted yet: true until the volume is bound for the first time. */
          uncounted: z.boolean().optional(),
        }),
      ),
      pages: z.int(),
    }),
  ),
  missing: z.array(z.string()),
});
export type CaseFile = z.infer<typeof CaseFile>;

/** 听证标准 in 分, with the basis that the bureau gave for them. */
export const HearingSettings = z.object({
  personFine: Fen.min(1),
  unitFine: Fen.min(1),
  personForfeit: Fen.min(1),
  unitForfeit: Fen.min(1),
  basis: z.string().trim().max(300),
});
