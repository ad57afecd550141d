import type { PlainDate } from '@wangjian/core/plain-date.ts';
import { type CaseFacts, runningDeadline } from './case-facts.ts';
import { countAgain, endClocks, endPartyClocks, standStill } from './clocks.ts';
import { asksHearing } from './conditions.ts';
import * as contract from './contract.ts';
import { NO_PENALTY, penaltyInWords } from './law/penalty.ts';
import { tellReviewers } from './news.ts';
import { clockOf, hearingOf, toBeTold } from './party-facts.ts';
import type { PartyRow } from './party-store.ts';
import { caseStep, futureDay, openDocument } from './step.ts';
import { workdaysBefore } from './work-days.ts';

const notBeforeNotice = ({ party }: { party: PartyRow }, on: string, what: string) =>
  party.noticed_on !== null && on < party.noticed_on ? [`${what}早于告知书送达日期`] : [];

const whose = ({ parties }: CaseFacts, party: PartyRow, words: string) =>
  parties.length > 1 ? `${party.name}：${words}` : words;

/** Steps from the notice to the decision: 告知、陈述申辩、听证; each party is told and answers for itself. */
export const noticeSteps = [
  caseStep(contract.notifyParty, {
    action: 'notify',
    run: async (_, facts) => ({
      parties: toBeTold(facts).map((party) => [
        party,
        { hearing_right: hearingOf(facts, party).length > 0, notice_penalty: party.proposal },
      ]),
      opinion: toBeTold(facts)
        .map((party) => {
          const reasons = hearingOf(facts, party);
          const words = reasons.length > 0 ? `告知听证权利：${reasons.join('；')}` : '拟处罚不属于听证范围';
          return whose(facts, party, words);
        })
        .join('；'),
    }),
    papers: (facts) =>
      toBeTold(facts).map((party) => ({
        form: 'penalty-notice',
        party,
        values: {
          penalty: penaltyInWords(party.proposal ?? NO_PENALTY),
          reasons: party.range_reason ?? undefined,
        },
      })),
  }),
  caseStep(contract.skipNotice, { action: 'skip-notice' }),
  caseStep(contract.recordStatement, {
    action: 'record-statement',
    check: (facts, { on }) => [
      ...futureDay(facts, on, '陈述申辩日期'),
      ...notBeforeNotice(facts, on, '陈述申辩日期'),
    ],
    run: async (_, { row, party }, { text, on, waived }) => ({
      parties: [
        [
          party,
          {
            statement: party.statement === null ? text : `${party.statement}\n${text}`.slice(0, 20_000),
            statement_on: on,
            statement_adopted: null,
            waived: party.waived || waived,
          },
        ],
      ],
      change: { state: row.state },
      opinion: waived ? `${text}（书面放弃陈述申辩、听证）` : text,
    }),
  }),
  caseStep(contract.requestHearing, {
    action: 'request-hearing',
    check: (facts, { on }) => {
      const period = runningDeadline(facts, 'hearing-request', clockOf(facts.party));
      return [
        ...futureDay(facts, on, '提出听证要求的日期'),
        ...(period && on > period.due
          ? [`听证应当在 ${period.due} 前提出（行政处罚法第六十四条第一项），逾期视为放弃`]
          : []),
        ...notBeforeNotice(facts, on, '提出日期'),
      ];
    },
    async run(context, facts, { on, opinion }) {
      const { row, party } = facts;
      await endClocks(context, clockOf(party), ['hearing-request', 'party-statement']);
      await standStill(context, facts, '听证', on as PlainDate, 'day after');
      return {
        parties: [[party, { hearing_requested_on: on }]],
        // The hearing begins once every party was told.
        change: { state: row.state === 'notifying' ? ('notifying' as const) : ('hearing' as const) },
        opinion: `${on} 要求听证${opinion ? `：${opinion}` : ''}`,
      };
    },
  }),
  caseStep(contract.scheduleHearing, {
    action: 'schedule-hearing',
    async check(facts, { hearingOn, host }, context) {
      const investigator = facts.everHandlers.find(({ name }) => name === host.trim());
      const problems = investigator
        ? [`听证主持人应当是非本案调查人员，${investigator.name}是本案办案人员（行政处罚法第六十四条第四项）`]
        : [];
      if (hearingOn <= facts.today) return [...problems, '听证日期应当晚于今天'];
      // 行政处罚法 art. 64(2): the party is told seven working days before.
      const last = await workdaysBefore(context, hearingOn as PlainDate, 7);
      return facts.today > last
        ? [...problems, `应当在举行听证七个工作日前通知当事人（最迟 ${last}），请把听证日期往后定`]
        : problems;
    },
    run: async (_, __, { hearingOn, hearingTime, place }) => ({
      change: { hearing_place: place },
      opinion: `${hearingOn} ${hearingTime} 在${place}举行`,
    }),
    papers: ({ parties }, { hearingOn, hearingTime, place, host }) =>
      parties.filter(asksHearing).map((party) => ({
        form: 'hearing-notice',
        party,
        values: { hearingOn, hearingAt: `${hearingOn}T${hearingTime}`, time: hearingOn, place, host },
      })),
  }),
  caseStep(contract.withdrawHearing, {
    action: 'withdraw-hearing',
    async run(context, facts, { opinion }) {
      const others = facts.parties.some((one) => one.id !== facts.party.id && asksHearing(one));
      if (!others) await countAgain(context, facts, '当事人撤回听证要求');
      return {
        parties: [[facts.party, { hearing_requested_on: null, hearing_on: null, waived: true }]],
        change: { state: others ? ('hearing' as const) : ('stating' as const) },
        opinion,
      };
    },
  }),
  caseStep(contract.endHearing, {
    action: 'end-hearing',
    async run(context, facts, { opinion }) {
      const { row, parties } = facts;
      const heard = parties.filter(asksHearing);
      await countAgain(context, facts, '听证结束');
      await endPartyClocks(context, facts, ['party-statement', 'hearing-request']);
      await openDocument(context, facts, 'hearing-report', {
        hearingAt: heard[0]?.hearing_on ? `${heard[0].hearing_on}T09:00` : undefined,
        place: row.hearing_place ?? undefined,
        opinion,
        opinions: opinion,
      });
      // 程序规定 art. 50 para. 2: legal review follows the hearing.
      await tellReviewers(context, row);
      return {
        parties: heard.map((party) => [party, { heard: true }]),
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
    async run(context, facts) {
      await endPartyClocks(context, facts, ['party-statement', 'hearing-request']);
      return {};
    },
  }),
];
