import type { Penalty } from '@wangjian/core/case-input.ts';
import { bureauOfId } from '@wangjian/core/ids.ts';
import { dayInChina, type PlainDate } from '@wangjian/core/plain-date.ts';
import type { ReadContext } from '../../platform/use-case.ts';
import type { DeadlineView } from '../deadlines/contract.ts';
import { deadlinesOf } from '../deadlines/service.ts';
import { caseCatalog } from './law/case-catalog.ts';
import { type FineRange, fineRange, joinedRange } from './law/fine-range.ts';
import { DEFAULT_THRESHOLDS, type HearingThresholds, hearingReasons } from './law/hearing-scope.ts';
import { lateFine } from './law/late-fine.ts';
import { legalReview, type ReviewDemand } from './law/legal-review.ts';
import { NO_PENALTY } from './law/penalty.ts';
import {
  type CaseRow,
  type HandlerRow,
  handlersOf,
  type MatterRow,
  mattersOf,
  type PartyRow,
  partiesOf,
  paymentsOf,
  settingsRow,
} from './store.ts';

type Reading = Pick<ReadContext, 'tx' | 'clock'>;

/** What is owed and what was paid, in 分. */
export interface Dues {
  readonly payBy: string | null;
  readonly fine: number;
  readonly forfeit: number;
  readonly lateFine: number;
  readonly paid: number;
  readonly open: number;
}

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
  readonly ranges: readonly { readonly violation: string; readonly range: FineRange }[];
  readonly range: { readonly min: number; readonly max: number | null };
  readonly review: ReviewDemand;
  readonly hearing: { readonly reasons: readonly string[]; readonly unverified: boolean };
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

/** 自然人, 个体工商户 among them, or 法人、其他组织. */
export function sideOf(party: Pick<PartyRow, 'kind'> | undefined): 'person' | 'unit' {
  return party?.kind === 'person' || party?.kind === 'individual' ? 'person' : 'unit';
}

/** The range of the fine for each violation of a case, by its amounts. */
export function rangesOf(
  row: Pick<CaseRow, 'violations' | 'turnover_fen' | 'goods_fen' | 'income_fen' | 'ad_cost_fen' | 'severe'>,
): { violation: string; range: FineRange }[] {
  const { violations, fines } = caseCatalog();
  const amounts = {
    turnover: row.turnover_fen,
    goods: row.goods_fen,
    income: row.income_fen,
    'ad-cost': row.ad_cost_fen,
  };
  return row.violations.flatMap((violation) => {
    const type = violations.get(violation);
    return type
      ? [{ violation, range: fineRange(type.fine, fines.get(violation) ?? [], amounts, row.severe) }]
      : [];
  });
}

function duesOf(row: CaseRow, payments: CaseFacts['payments'], today: PlainDate): Dues {
  const sum = (kind: string) =>
    payments.filter((one) => one.kind === kind).reduce((total, one) => total + one.amount_fen, 0);
  const late =
    row.pay_by === null
      ? 0
      : lateFine(
          row.fine_fen,
          row.pay_by as PlainDate,
          payments
            .filter(({ kind }) => kind === 'fine')
            .map((one) => ({ on: one.paid_on as PlainDate, amount: one.amount_fen })),
          today,
        );
  const open =
    Math.max(0, row.fine_fen - sum('fine')) +
    Math.max(0, row.forfeit_fen - sum('forfeit')) +
    Math.max(0, late - sum('late-fine'));
  const paid = sum('fine') + sum('forfeit') + sum('late-fine');
  return { payBy: row.pay_by, fine: row.fine_fen, forfeit: row.forfeit_fen, lateFine: late, paid, open };
}

/** Reads all that decides what may be done with a case. */
export async function factsOf({ tx, clock }: Reading, row: CaseRow): Promise<CaseFacts> {
  const today = dayInChina(clock.now());
  const parties = await partiesOf(tx, [row.id]);
  const everHandlers = await handlersOf(tx, [row.id]);
  const matters = await mattersOf(tx, row.id);
  const payments = await paymentsOf(tx, row.id);
  const deadlines = await deadlinesOf({ tx, clock }, [row.id, ...matters.map(({ id }) => id)]);
  const thresholds = await thresholdsOf(tx, bureauOfId(row.id));
  const ranges = rangesOf(row);
  const proposal: Penalty = row.penalty ?? row.proposal ?? NO_PENALTY;
  return {
    row,
    today,
    parties,
    handlers: everHandlers.filter(({ until }) => until === null),
    everHandlers,
    matters,
    payments,
    deadlines,
    ranges,
    range: joinedRange(
      ranges.map(({ range }) => range),
      row.same_act,
    ),
    review: legalReview({
      publicInterest: row.public_interest,
      heard: row.heard,
      complex: row.complex,
      otherRule: row.other_review_rule,
    }),
    hearing: {
      reasons: hearingReasons(proposal, sideOf(parties[0]), thresholds),
      unverified: thresholds.unverified,
    },
    dues: duesOf(row, payments, today),
  };
}

/** A running deadline of the case itself, by its rule. */
export function runningDeadline(facts: CaseFacts, rule: string): DeadlineView | undefined {
  return facts.deadlines.get(facts.row.id)?.find((one) => one.rule === rule && one.ended === null);
}
