import type { PlainDate } from '@wangjian/core/plain-date.ts';
import { addDays } from '@wangjian/core/plain-date.ts';
import type { WriteContext } from '../../platform/use-case.ts';
import { pauseDeadline, resumeDeadline } from '../deadlines/service.ts';
import { type CaseFacts, runningDeadline } from './case-facts.ts';
import { endClocks } from './clocks.ts';
import * as contract from './contract.ts';
import { penaltyInWords } from './law/penalty.ts';
import { caseStep, futureDay, openDocument } from './step.ts';
import { lastDayOff } from './steps-investigation.ts';
import { workdaysBefore } from './work-days.ts';

/** The hearing is over or withdrawn: the handling period counts again (程序规定 art. 64 para. 2). */
async function countAgain(context: WriteContext, facts: CaseFacts, reason: string): Promise<void> {
  const period = runningDeadline(facts, 'case-handling');
  if (period?.pausedSince)
    await resumeDeadline(context, {
      on: facts.row.id,
      rule: 'case-handling',
      to: lastDayOff(period.pausedSince, facts.today),
      reason,
    });
}

/** Steps from the notice to the decision: 告知、陈述申辩、听证. */
export const noticeSteps = [
  caseStep(contract.notifyParty, {
    action: 'notify',
    run: async (_, { hearing, row }) => ({
      change: { hearing_right: hearing.reasons.length > 0, notice_penalty: row.proposal },
      opinion:
        hearing.reasons.length > 0 ? `告知听证权利：${hearing.reasons.join('；')}` : '拟处罚不属于听证范围',
    }),
    values: ({ row }) => ({ penalty: row.proposal ? penaltyInWords(row.proposal) : undefined }),
  }),
  caseStep(contract.skipNotice, { action: 'skip-notice' }),
  caseStep(contract.recordStatement, {
    action: 'record-statement',
    check: (facts, { on }) => [
      ...futureDay(facts, on, '陈述申辩日期'),
      ...(facts.row.noticed_on !== null && on < facts.row.noticed_on
        ? ['陈述申辩日期早于告知书送达日期']
        : []),
    ],
    run: async (_, { row }, { text, on, waived }) => ({
      change: {
        statement: row.statement === null ? text : `${row.statement}\n${text}`.slice(0, 20_000),
        statement_on: on,
        statement_adopted: null,
        waived: row.waived || waived,
      },
      opinion: waived ? `${text}（书面放弃陈述申辩、听证）` : text,
    }),
  }),
  caseStep(contract.requestHearing, {
    action: 'request-hearing',
    check: (facts, { on }) => {
      const period = runningDeadline(facts, 'hearing-request');
      return [
        ...futureDay(facts, on, '提出听证要求的日期'),
        ...(period && on > period.due
          ? [`听证应当在 ${period.due} 前提出（行政处罚法第六十四条第一项），逾期视为放弃`]
          : []),
        ...(facts.row.noticed_on !== null && on < facts.row.noticed_on ? ['提出日期早于告知书送达日期'] : []),
      ];
    },
    async run(context, facts, { on, opinion }) {
      await endClocks(context, facts.row.id, ['hearing-request', 'party-statement']);
      const period = runningDeadline(facts, 'case-handling');
      if (period && period.pausedSince === null)
        await pauseDeadline(context, {
          on: facts.row.id,
          rule: 'case-handling',
          from: addDays(on as PlainDate, 1),
          reason: '听证',
        });
      return {
        change: { hearing_requested_on: on },
        opinion: `${on} 要求听证${opinion ? `：${opinion}` : ''}`,
      };
    },
  }),
  caseStep(contract.scheduleHearing, {
    action: 'schedule-hearing',
    async check(facts, { hearingOn }, context) {
      if (hearingOn <= facts.today) return ['听证日期应当晚于今天'];
      // 行政处罚法 art. 64(2): the party is told seven working days before.
      const last = await workdaysBefore(context, hearingOn as PlainDate, 7);
      return facts.today > last
        ? [`应当在举行听证七个工作日前通知当事人（最迟 ${last}），请把听证日期往后定`]
        : [];
    },
    values: (_, { hearingOn, place, host }) => ({
      hearingOn,
      hearingAt: `${hearingOn}T09:00`,
      time: hearingOn,
      place,
      host,
    }),
  }),
  caseStep(contract.withdrawHearing, {
    action: 'withdraw-hearing',
    async run(context, facts, { opinion }) {
      await countAgain(context, facts, '当事人撤回听证要求');
      return { change: { hearing_requested_on: null, hearing_on: null, waived: true }, opinion };
    },
  }),
  caseStep(contract.endHearing, {
    action: 'end-hearing',
    async run(context, facts, { opinion }) {
      await countAgain(context, facts, '听证结束');
      await openDocument(context, facts, 'hearing-report', {
        hearingAt: facts.row.hearing_on === null ? undefined : `${facts.row.hearing_on}T09:00`,
        opinion,
        opinions: opinion,
      });
      // 程序规定 art. 50 para. 2: legal review follows the hearing.
      return {
        change: {
          heard: true,
          reviewed_on: null,
          review_kind: null,
          reviewed_by: null,
          review_opinion: null,
        },
        opinion,
      };
    },
  }),
  caseStep(contract.proceedCase, {
    action: 'proceed',
    async run(context, { row }) {
      await endClocks(context, row.id, ['party-statement', 'hearing-request']);
      return {};
    },
  }),
];
