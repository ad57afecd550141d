import type { PartyStage } from '@wangjian/core/case.ts';
import type { PlainDate } from '@wangjian/core/plain-date.ts';
import { type HearingThresholds, hearingReasons } from './law/hearing-scope.ts';
import { lateFine } from './law/late-fine.ts';
import { isEmptyPenalty, NO_PENALTY, penaltyInWords } from './law/penalty.ts';
import type { PartyRow, RemedyRow } from './party-store.ts';
import type { paymentsOf } from './store.ts';

/** What is owed and what was paid, in 分. */
export interface Dues {
  readonly payBy: string | null;
  readonly fine: number;
  readonly forfeit: number;
  readonly lateFine: number;
  readonly paid: number;
  readonly open: number;
  /** What is still open of each kind. */
  readonly openOf: { readonly fine: number; readonly forfeit: number; readonly 'late-fine': number };
}

interface OfParties {
  readonly parties: readonly PartyRow[];
}

/** 自然人, 个体工商户 among them, or 法人、其他组织. */
export function sideOf(party: Pick<PartyRow, 'kind'> | undefined): 'person' | 'unit' {
  return party?.kind === 'person' || party?.kind === 'individual' ? 'person' : 'unit';
}

/** The record that the periods of a party run on: the case itself for the first, for lists and lamps; else the party. */
export function clockOf(party: Pick<PartyRow, 'place' | 'id' | 'case_id'>): string {
  return party.place === 1 ? party.case_id : party.id;
}

/** Where a party stands after the investigation. */
export function stageOf(party: PartyRow): PartyStage {
  if (party.ended_on !== null) return 'done';
  if (party.served_on !== null) return 'executing';
  return party.decision_document === null ? 'undecided' : 'serving';
}

/** Taken out of the case before any decision on it (另案处理, 登记错误). */
const leftOut = (party: PartyRow) => party.ended_on !== null && party.decision_document === null;

/** What the fines depend on, of all the parties given together (分); null where it is known of none of them. */
export function amountsOf(parties: readonly PartyRow[]) {
  const sum = (of: (party: PartyRow) => number | null) => {
    const known = parties
      .filter((party) => parties.length === 1 || !leftOut(party))
      .map(of)
      .filter((amount) => amount !== null);
    return known.length === 0 ? null : known.reduce((total, amount) => total + amount, 0);
  };
  return {
    turnover: sum((party) => party.turnover_fen),
    goods: sum((party) => party.goods_fen),
    income: sum((party) => party.income_fen),
    adCost: sum((party) => party.ad_cost_fen),
  };
}

/** Parties on whom no decision was made yet. */
export function undecided({ parties }: OfParties): PartyRow[] {
  return parties.filter((party) => stageOf(party) === 'undecided');
}

/** Parties to be fined who were not yet told of it (程序规定 art. 57). */
export function toBeTold(facts: OfParties): PartyRow[] {
  return undecided(facts).filter(
    (party) => party.noticed_on === null && !isEmptyPenalty(party.proposal ?? NO_PENALTY),
  );
}

/** Why a party may ask for a hearing; empty when what is proposed against it is outside the scope. */
export function hearingOf(
  { thresholds }: { readonly thresholds: HearingThresholds },
  party: PartyRow,
): string[] {
  return hearingReasons(party.penalty ?? party.proposal ?? NO_PENALTY, sideOf(party), thresholds);
}

/** What a party owes on a day; before the decision nothing. */
export function duesOf(
  party: PartyRow,
  all: Awaited<ReturnType<typeof paymentsOf>>,
  remedies: readonly RemedyRow[],
  today: PlainDate,
): Dues {
  // A payment without a party is of a case that has none but the first.
  const payments = all.filter(
    ({ party_id }) => party_id === party.id || (party_id === null && party.place === 1),
  );
  const sum = (kind: string) =>
    payments.filter((one) => one.kind === kind).reduce((total, one) => total + one.amount_fen, 0);
  const late =
    party.pay_by === null
      ? 0
      : lateFine(
          party.fine_fen,
          party.pay_by as PlainDate,
          payments
            .filter(({ kind }) => kind === 'fine')
            .map((one) => ({ on: one.paid_on as PlainDate, amount: one.amount_fen })),
          // Where execution has ended, nothing is added any more.
          party.ended_on !== null && party.ended_on < today ? (party.ended_on as PlainDate) : today,
          remedies
            .filter(({ party_id }) => party_id === party.id)
            .map(({ started_on, ended_on }) => ({ from: started_on, to: ended_on })),
        );
  const openOf = {
    fine: Math.max(0, party.fine_fen - sum('fine')),
    forfeit: Math.max(0, party.forfeit_fen - sum('forfeit')),
    'late-fine': Math.max(0, late - sum('late-fine')),
  };
  return {
    payBy: party.pay_by,
    fine: party.fine_fen,
    forfeit: party.forfeit_fen,
    lateFine: late,
    paid: sum('fine') + sum('forfeit') + sum('late-fine'),
    open: openOf.fine + openOf.forfeit + openOf['late-fine'],
    openOf,
  };
}

/** All parties' dues together; the last day to pay is the latest. */
export function sumOfDues(each: readonly Dues[]): Dues {
  const sum = (of: (dues: Dues) => number) => each.reduce((total, dues) => total + of(dues), 0);
  return {
    payBy:
      each
        .map(({ payBy }) => payBy)
        .filter((day) => day !== null)
        .toSorted()
        .at(-1) ?? null,
    fine: sum(({ fine }) => fine),
    forfeit: sum(({ forfeit }) => forfeit),
    lateFine: sum((dues) => dues.lateFine),
    paid: sum(({ paid }) => paid),
    open: sum(({ open }) => open),
    openOf: {
      fine: sum(({ openOf }) => openOf.fine),
      forfeit: sum(({ openOf }) => openOf.forfeit),
      'late-fine': sum(({ openOf }) => openOf['late-fine']),
    },
  };
}

/** What was imposed on the parties: with several, whose each is; empty before any decision. */
export function penaltiesInWords(parties: readonly PartyRow[]): string {
  return parties
    .filter(({ penalty }) => penalty !== null)
    .map(({ name, penalty }) =>
      parties.length > 1 ? `${name}：${penaltyInWords(penalty!)}` : penaltyInWords(penalty!),
    )
    .join('；');
}
