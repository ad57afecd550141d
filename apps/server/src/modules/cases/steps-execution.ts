import { addDays, type PlainDate } from '@wangjian/core/plain-date.ts';
import { runningDeadline } from './case-facts.ts';
import { endClocks, startClock } from './clocks.ts';
import * as contract from './contract.ts';
import { FILE_MUSTS, fileMissing } from './file-catalogue.ts';
import { yuanInWords } from './law/money-words.ts';
import { leadEnded } from './lead-link.ts';
import { caseStep, futureDay } from './step.ts';
import { insertPayment } from './store.ts';

const FINISH_REASONS = {
  paid: '行政处罚决定执行完毕',
  'court-ended': '人民法院裁定终结执行',
  other: '其他应予结案的情形',
} as const;

const PUBLICATION_NAMES = {
  'penalty-publication-credit-china': '“信用中国”网站',
  'penalty-publication': '国家企业信用信息公示系统',
} as const;

const PAYMENT_NAMES = { fine: '罚款', forfeit: '没收款', 'late-fine': '加处罚款' } as const;

/** Steps after the decision: 缴款、催告、强制执行、结案、归档. */
export const executionSteps = [
  caseStep(contract.recordPayment, {
    action: 'pay',
    check(facts, { on, kind, amount }) {
      const { row, payments, dues } = facts;
      const owed = { fine: row.fine_fen, forfeit: row.forfeit_fen, 'late-fine': dues.lateFine }[kind];
      const paid = payments.filter((one) => one.kind === kind).reduce((sum, one) => sum + one.amount_fen, 0);
      return [
        ...futureDay(facts, on, '缴款日期'),
        ...(row.served_on !== null && on < row.served_on ? ['缴款日期早于决定书送达日期'] : []),
        // 加处罚款 as counted today may be more than on the day it was paid, never less.
        ...(paid + amount > owed
          ? [
              `${PAYMENT_NAMES[kind]}应缴 ${yuanInWords(owed)}，已缴 ${yuanInWords(paid)}，不能再登记 ${yuanInWords(amount)}`,
            ]
          : []),
      ];
    },
    async run({ tx, newId }, { row }, { on, kind, amount, receipt }) {
      await insertPayment(tx, {
        bureau: row.bureau,
        id: newId('payment', row.bureau),
        region: row.region,
        case_id: row.id,
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
    check: ({ row, today }, { until }) => [
      ...(until <= today ? ['延期、分期缴款的期限应当晚于今天'] : []),
      ...(row.court_applied_on !== null ? ['已经申请法院强制执行'] : []),
    ],
    values: (_, { until, opinion }) => ({
      until,
      deferUntil: until,
      reason: opinion,
      reasons: opinion,
      proposal: opinion,
    }),
  }),
  caseStep(contract.demandPayment, { action: 'demand' }),
  caseStep(contract.applyToCourt, {
    action: 'apply-court',
    values: (_, { court, opinion }) => ({ to: court, court, reason: opinion || undefined }),
  }),
  caseStep(contract.finishCase, {
    action: 'finish',
    check: ({ dues }, { reason, opinion }) => [
      ...(reason === 'paid' && dues.open > 0
        ? [`还有 ${yuanInWords(dues.open)} 没有缴纳（含加处罚款 ${yuanInWords(dues.lateFine)}）`]
        : []),
      ...(reason !== 'paid' && opinion.length < 4 ? ['请写明情况和依据'] : []),
    ],
    async run(context, { row, today }, { reason, opinion }) {
      await endClocks(context, row.id, ['fine-payment', 'enforcement-demand', 'enforcement-application']);
      const why = `${FINISH_REASONS[reason]}${opinion ? `：${opinion}` : ''}`;
      if (row.procedure === 'simple') {
        // 程序规定 art. 77 asks for an approval of closing only in the ordinary procedure.
        await leadEnded(context, row, why);
        return {
          change: { state: 'closed', ended_on: today, end_reason: why, closed_on: today },
          opinion: why,
        };
      }
      await startClock(context, row, 'case-closing', today);
      return { change: { ended_on: today, end_reason: why }, opinion: why };
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
      ...(facts.row.decided_on !== null && on < facts.row.decided_on ? ['公示日期早于决定日期'] : []),
      ...(runningDeadline(facts, system) ? [] : [`${PUBLICATION_NAMES[system]}已经登记公示`]),
    ],
    async run(context, { row }, { on, system, opinion }) {
      await endClocks(context, row.id, [system]);
      return {
        // Publication changes nothing of where the case stands.
        change: { state: row.state },
        opinion: `${on} 在${PUBLICATION_NAMES[system]}公示${opinion ? `：${opinion}` : ''}`,
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

/** Fifteen days from the day after service (程序规定 art. 72). */
export const payByOf = (servedOn: PlainDate) => addDays(servedOn, 15);
