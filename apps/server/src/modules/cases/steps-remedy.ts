import { REMEDY_KIND_NAMES, REMEDY_RESULT_NAMES } from '@wangjian/core/case.ts';
import type { PlainDate } from '@wangjian/core/plain-date.ts';
import { endClocks, startPartyClock } from './clocks.ts';
import { openRemedy } from './conditions.ts';
import * as contract from './contract.ts';
import { decidedColumns } from './decisions.ts';
import { yuanInWords } from './law/money-words.ts';
import { clockOf } from './party-facts.ts';
import { type PartyRow, saveRemedy } from './party-store.ts';
import { caseStep, futureDay } from './step.ts';

const WITHDRAWALS = ['decision-disclosure-withdrawal', 'penalty-publication-withdrawal'] as const;

/** What is owed after the result: nothing of a revoked decision, what it was changed to, else as before. */
function sumsAfter(
  party: PartyRow,
  input: { result?: string | undefined; fine?: number | undefined; forfeit?: number | undefined },
) {
  const { fine_fen, forfeit_fen } = party;
  if (input.result === 'revoked') return { fine_fen: 0, forfeit_fen: 0 };
  if (input.result !== 'changed') return { fine_fen, forfeit_fen };
  return { fine_fen: input.fine ?? fine_fen, forfeit_fen: input.forfeit ?? forfeit_fen };
}

/** 行政复议、行政诉讼 of one party: its start, then its end with the result. */
export const remedySteps = [
  caseStep(contract.recordRemedy, {
    action: 'remedy',
    check(facts, { kind, on, result, fine, forfeit }) {
      const { party } = facts;
      const open = openRemedy(facts, party);
      const early = open ? open.started_on : (party.served_on ?? on);
      return [
        ...futureDay(facts, on, '日期'),
        ...(on < early ? [`日期早于${open ? '复议、诉讼开始' : '决定书送达'}的日期 ${early}`] : []),
        ...(open && !result ? [`${REMEDY_KIND_NAMES[open.kind]}还没有结果，请先登记结果`] : []),
        ...(!open && !kind ? ['请选择行政复议或者行政诉讼'] : []),
        ...(!open && result ? ['该当事人没有正在进行的行政复议、行政诉讼'] : []),
        ...(result === 'changed' && fine === undefined && forfeit === undefined
          ? ['请填写变更后的罚款、没收金额']
          : []),
        ...((fine ?? 0) > party.fine_fen || (forfeit ?? 0) > party.forfeit_fen
          ? ['变更后的金额不能高于原决定']
          : []),
      ];
    },
    async run(context, facts, input) {
      const { row, party, parties } = facts;
      const { kind, on, result, opinion } = input;
      const open = openRemedy(facts, party);
      if (!open || !result) {
        const started = kind ?? 'reconsideration';
        await saveRemedy(context.tx, {
          bureau: row.bureau,
          id: context.newId('remedy', row.bureau),
          region: row.region,
          case_id: row.id,
          party_id: party.id,
          kind: started,
          started_on: on,
          ended_on: null,
          result: null,
          note: opinion,
        });
        return { change: { state: row.state }, opinion: `${on} ${REMEDY_KIND_NAMES[started]}：${opinion}` };
      }
      await saveRemedy(context.tx, { ...open, ended_on: on, result, note: `${open.note}\n${opinion}` });
      const sums = sumsAfter(party, input);
      const altered = result === 'changed' || result === 'revoked';
      if (altered && party.publish) {
        // 程序规定 art. 63, 公示规定 art. 11: what was made public is withdrawn within three working days.
        const running = ['penalty-publication-credit-china', 'penalty-publication'];
        await endClocks(context, clockOf(party), running, 'dropped');
        for (const rule of WITHDRAWALS) await startPartyClock(context, row, party, rule, on as PlainDate);
      }
      const { fine_fen, forfeit_fen } = decidedColumns(
        parties.map((one) => (one.id === party.id ? { ...one, ...sums } : one)),
      );
      const words = altered ? `，罚没款${yuanInWords(sums.fine_fen + sums.forfeit_fen)}` : '';
      return {
        parties: [[party, sums]],
        change: { state: row.state, fine_fen, forfeit_fen },
        opinion: `${on} ${REMEDY_KIND_NAMES[open.kind]}：${REMEDY_RESULT_NAMES[result]}${words}。${opinion}`,
      };
    },
  }),
];
