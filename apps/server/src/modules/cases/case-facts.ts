import { bureauOfId } from '@wangjian/core/ids.ts';
import { dayInChina, type PlainDate } from '@wangjian/core/plain-date.ts';
import type { ReadContext } from '../../platform/use-case.ts';
import type { DeadlineView } from '../deadlines/contract.ts';
import { deadlinesOf } from '../deadlines/service.ts';
import { caseCatalog } from './law/case-catalog.ts';
import { type FineRange, fineRange, joinedRange } from './law/fine-range.ts';
import { DEFAULT_THRESHOLDS, type HearingThresholds } from './law/hearing-scope.ts';
import { legalReview, type ReviewDemand } from './law/legal-review.ts';
import { clockOf, type Dues, duesOf, sumOfDues } from './party-facts.ts';
import {
  type AwaitedRow,
  awaitedOf,
  type PartyRow,
  partiesOf,
  type RemedyRow,
  remediesOf,
} from './party-store.ts';
import {
  type CaseRow,
  type HandlerRow,
  handlersOf,
  type MatterRow,
  mattersOf,
  paymentsOf,
  settingsRow,
} from './store.ts';

type Reading = Pick<ReadContext, 'tx' | 'clock'>;

/** A case with all that its rules look at. */
export interface CaseFacts {
  readonly row: CaseRow;
  readonly today: PlainDate;
  readonly parties: readonly PartyRow[];
  /** Officers who still handle it. */
  readonly handlers: readonly HandlerRow[];
  readonly everHandlers: readonly HandlerRow[];
  readonly matters: readonly MatterRow[];
  readonly payments: Awaited<ReturnType<typeof paymentsOf>>;
  readonly deadlines: ReadonlyMap<string, readonly DeadlineView[]>;
  /** What the law allows as a fine of each party, by its id. */
  readonly rangeOf: ReadonlyMap<string, PartyRange>;
  readonly review: ReviewDemand;
  /** Documents that its steps wait for. */
  readonly waiting: readonly AwaitedRow[];
  /** 复议、诉讼 of its parties. */
  readonly remedies: readonly RemedyRow[];
  readonly thresholds: HearingThresholds & { readonly unverified: boolean };
  /** What each party owes, by its id; and all of it together. */
  readonly duesOf: ReadonlyMap<string, Dues>;
  readonly dues: Dues;
}

/** The thresholds of a bureau, and whether they are still the platform's own. */
export async function thresholdsOf(
  tx: ReadContext['tx'],
  bureau: string,
): Promise<HearingThresholds & { unverified: boolean; basis: string; version: number }> {
  const own = await settingsRow(tx, bureau);
  if (!own)
    return {
      ...DEFAULT_THRESHOLDS,
      unverified: true,
      basis: '行政处罚法第六十三条；数额为平台预设，未核对原文，请按本地规定设置',
      version: 0,
    };
  return {
    personFine: own.person_fine_fen,
    unitFine: own.unit_fine_fen,
    personForfeit: own.person_forfeit_fen,
    unitForfeit: own.unit_forfeit_fen,
    unverified: false,
    basis: own.basis,
    version: own.version,
  };
}

/** What the law allows as a fine (分): for each violation, and for all of them together. */
export interface PartyRange {
  readonly each: readonly { readonly violation: string; readonly range: FineRange }[];
  readonly min: number;
  readonly max: number | null;
}

/** The range of the fine of a party by its own amounts; without a party by none. */
export function rangeFor(row: Pick<CaseRow, 'violations' | 'same_act'>, party?: PartyRow): PartyRange {
  const { violations, fines } = caseCatalog();
  const amounts = {
    turnover: party?.turnover_fen ?? null,
    goods: party?.goods_fen ?? null,
    income: party?.income_fen ?? null,
    'ad-cost': party?.ad_cost_fen ?? null,
  };
  const each = row.violations.flatMap((violation) => {
    const type = violations.get(violation);
    const tiers = fines.get(violation) ?? [];
    return type ? [{ violation, range: fineRange(type.fine, tiers, amounts, party?.severe ?? false) }] : [];
  });
  const ranges = each.map(({ range }) => range);
  return { each, ...joinedRange(ranges, row.same_act) };
}

/** Reads all that decides what may be done with a case. */
export async function factsOf({ tx, clock }: Reading, row: CaseRow): Promise<CaseFacts> {
  const today = dayInChina(clock.now());
  const parties = await partiesOf(tx, [row.id]);
  const everHandlers = await handlersOf(tx, [row.id]);
  const matters = await mattersOf(tx, row.id);
  const payments = await paymentsOf(tx, row.id);
  const deadlines = await deadlinesOf({ tx, clock }, [
    row.id,
    ...parties.filter((party) => clockOf(party) !== row.id).map(({ id }) => id),
    ...matters.map(({ id }) => id),
  ]);
  const thresholds = await thresholdsOf(tx, bureauOfId(row.id));
  const remedies = await remediesOf(tx, row.id);
  const dues = new Map(parties.map((party) => [party.id, duesOf(party, payments, remedies, today)]));
  return {
    row,
    today,
    parties,
    handlers: everHandlers.filter(({ until }) => until === null),
    everHandlers,
    matters,
    payments,
    deadlines,
    rangeOf: new Map(parties.map((party) => [party.id, rangeFor(row, party)])),
    review: legalReview({
      publicInterest: row.public_interest,
      heard: row.heard,
      complex: row.complex,
      otherRule: row.other_review_rule,
    }),
    waiting: await awaitedOf(tx, row.id),
    remedies,
    thresholds,
    duesOf: dues,
    dues: sumOfDues([...dues.values()]),
  };
}

/** A running deadline of the case itself (or of the record given), by its rule. */
export function runningDeadline(
  facts: Pick<CaseFacts, 'row' | 'deadlines'>,
  rule: string,
  on: string = facts.row.id,
): DeadlineView | undefined {
  return facts.deadlines.get(on)?.find((one) => one.rule === rule && one.ended === null);
}
