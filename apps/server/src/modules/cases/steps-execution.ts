import type { PlainDate } from '@wangjian/core/plain-date.ts';
import type { WriteContext } from '../../platform/use-case.ts';
import { runningDeadline } from './case-facts.ts';
import { endClocks, startClock } from './clocks.ts';
import * as contract from './contract.ts';
import { FILE_MUSTS, fileMissing } from './file-catalogue.ts';
import { yuanInWords } from './law/money-words.ts';
import { leadEnded } from './lead-link.ts';
import { clockOf, stageOf } from './party-facts.ts';
import type { PartyRow } from './party-store.ts';
import { caseStep, futureDay } from './step.ts';
import { type CaseChange, type CaseRow, insertPayment } from './store.ts';

const FINISH_REASONS = {
  paid: '行政处罚决定执行完毕',
  'court-ended': '人民法院裁定终结执行',
  other: '其他应予结案的情形',
} as const;

const PUBLICATION_NAMES = {
  'penalty-publication-credit-china': '“信用中国”网站',
  'penalty-publication': '国家企业信用信息公示系统',
  'penalty-publication-withdrawal': '公示系统撤回公示信息',
  'decision-disclosure-withdrawal': '撤回公开的决定信息并说明理由',
} as const;

/** The options of the form of 延期（分期）缴纳罚款通知书. */
const DEFER_ANSWERS = {
  defer: '同意延期缴纳',
  instalments: '同意分期缴纳',
  refuse: '不同意延期（分期）缴纳',
} as const;

const PAYMENT_NAMES = { fine: '罚款', forfeit: '没收款', 'late-fine': '加处罚款' } as const;

/** Every party is done: the closing of the case runs; what of that the simple procedure has no need of is left out. */
export async function allDone(
  context: WriteContext,
  row: CaseRow,
  parties: readonly PartyRow[],
  today: PlainDate,
): Promise<CaseChange> {
  const reasons = [...new Set(parties.map(({ end_reason }) => end_reason).filter(Boolean))].join('；');
  const ended = { ended_on: today, end_reason: reasons || null };
  if (row.procedure === 'simple') {
    // 程序规定 art. 77 asks for an approval of closing only in the ordinary procedure.
    await leadEnded(context, row, parties, reasons || '已结案');
    return { ...ended, state: 'closed', closed_on: today };
  }
  await startClock(context, row, 'case-closing', today);
  return { ...ended, state: 'ending' };
}

/** Steps after the decision: 缴款、催告、强制执行、结案、归档; each party pays for itself. */
export const executionSteps = [
  caseStep(contract.recordPayment, {
    action: 'pay',
    check(facts, { on, kind, amount }) {
      const { party, duesOf } = facts;
      const dues = duesOf.get(party.id)!;
      const owed = { fine: dues.fine, forfeit: dues.forfeit, 'late-fine': dues.lateFine }[kind];
      const paid = owed - dues.openOf[kind];
      return [
        ...futureDay(facts, on, '缴款日期'),
        ...(party.served_on !== null && on < party.served_on ? ['缴款日期早于决定书送达日期'] : []),
        // 加处罚款 as counted today may be more than on the day it was paid, never less.
        ...(amount > dues.openOf[kind]
          ? [
              `${PAYMENT_NAMES[kind]}应缴 ${yuanInWords(owed)}，已缴 ${yuanInWords(paid)}，不能再登记 ${yuanInWords(amount)}`,
            ]
          : []),
      ];
    },
    async run({ tx, newId }, { row, party }, { on, kind, amount, receipt }) {
      await insertPayment(tx, {
        bureau: row.bureau,
        id: newId('payment', row.bureau),
        region: row.region,
        case_id: row.id,
        party_id: party.id,
        paid_on: on,
        kind,
        amount_fen: amount,
        receipt,
      });
      return { opinion: `${on} 缴${PAYMENT_NAMES[kind]} ${yuanInWords(amount)}，票据 ${receipt}` };
    },
  }),
  caseStep(contract.deferPayment, {
    action: 'defer',
    check: ({ today, party, duesOf }, { answer, until, instalments, appliedOn }) => {
      const open = duesOf.get(party.id)!.openOf.fine;
      const days = instalments.map(({ dueOn }) => dueOn);
      const sum = instalments.reduce((total, { amount }) => total + amount, 0);
      return [
        ...(appliedOn && appliedOn > today ? ['申请日期晚于今天'] : []),
        ...(answer === 'defer' && !until ? ['请填写延期到哪一天'] : []),
        ...(answer === 'defer' && until && until <= today ? ['延期缴款的期限应当晚于今天'] : []),
        ...(answer === 'instalments' && instalments.length < 2 ? ['分期缴款至少分两期'] : []),
        ...(answer === 'instalments' &&
        days.some((day, index) => day <= (index === 0 ? today : days[index - 1]!))
          ? ['各期的期限应当晚于今天，并且一期晚于一期']
          : []),
        ...(answer === 'instalments' && instalments.length > 1 && sum !== open
          ? [`各期金额合计 ${yuanInWords(sum)}，应当等于未缴的罚款 ${yuanInWords(open)}`]
          : []),
      ];
    },
    values: (_, { answer, until, instalments, appliedOn, opinion }) => ({
      result: DEFER_ANSWERS[answer],
      appliedOn: appliedOn ?? undefined,
      plan:
        answer === 'instalments'
          ? instalments.map(({ dueOn, amount }, index) => ({ no: `第${index + 1}期`, dueOn, amount }))
          : answer === 'defer' && until
            ? [{ no: '全部', dueOn: until, amount: null }]
            : undefined,
      reason: opinion,
    }),
  }),
  caseStep(contract.demandPayment, { action: 'demand' }),
  caseStep(contract.applyToCourt, {
    action: 'apply-court',
    values: (_, { court, opinion }) => ({ to: court, court, reason: opinion || undefined }),
  }),
  caseStep(contract.finishCase, {
    action: 'finish',
    check: ({ party, duesOf }, { reason, opinion }) => {
      const { open, lateFine } = duesOf.get(party.id)!;
      return [
        ...(reason === 'paid' && open > 0
          ? [`还有 ${yuanInWords(open)} 没有缴纳（含加处罚款 ${yuanInWords(lateFine)}）`]
          : []),
        ...(reason === 'court-ended' && party.court_applied_on === null
          ? ['还没有申请法院强制执行，不能按人民法院裁定终结执行办结']
          : []),
        ...(reason !== 'paid' && opinion.length < 4 ? ['请写明情况和依据'] : []),
      ];
    },
    async run(context, { row, party, parties, today }, { reason, opinion }) {
      await endClocks(context, clockOf(party), [
        'fine-payment',
        'enforcement-demand',
        'enforcement-application',
      ]);
      const why = `${FINISH_REASONS[reason]}${opinion ? `：${opinion}` : ''}`;
      const done = { ended_on: today, end_reason: why };
      const all = parties.map((one) => (one.id === party.id ? { ...one, ...done } : one));
      const over = all.every((one) => stageOf(one) === 'done');
      return {
        parties: [[party, done]],
        change: over ? await allDone(context, row, all, today) : { state: row.state },
        opinion: why,
      };
    },
  }),
  caseStep(contract.closeCase, {
    action: 'close',
    values: ({ row }, { opinion }) => ({
      reason: row.end_reason,
      closingReason: row.end_reason,
      proposal: opinion,
      opinion,
    }),
  }),
  caseStep(contract.publishDecision, {
    action: 'publish',
    check: (facts, { on, system }) => [
      ...futureDay(facts, on, '公示日期'),
      ...(facts.party.decided_on !== null && on < facts.party.decided_on ? ['公示日期早于决定日期'] : []),
      ...(runningDeadline(facts, system, clockOf(facts.party))
        ? []
        : [`${PUBLICATION_NAMES[system]}：已经登记，或者不必登记`]),
    ],
    async run(context, { row, party }, { on, system, opinion }) {
      await endClocks(context, clockOf(party), [system]);
      return {
        // Publication changes nothing of where the case stands.
        change: { state: row.state },
        opinion: `${on} ${system.endsWith('withdrawal') ? '' : '公示：'}${PUBLICATION_NAMES[system]}${opinion ? `：${opinion}` : ''}`,
      };
    },
  }),
  caseStep(contract.archiveCase, {
    action: 'archive',
    async check(facts, _, context) {
      const missing = await fileMissing(context, facts);
      return missing.length > 0 ? [`案卷还缺：${missing.join('、')}（${FILE_MUSTS}）`] : [];
    },
    async run(context, { row, today }, { archiveNumber }) {
      await endClocks(context, row.id, ['simple-procedure-filing']);
      return {
        change: { archived_on: today, archive_number: archiveNumber },
        opinion: `档号 ${archiveNumber}`,
      };
    },
  }),
];
