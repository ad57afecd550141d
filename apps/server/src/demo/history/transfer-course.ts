import { addDays, dayInChina } from '@wangjian/core/plain-date.ts';
import type { TransferKind, TransferResult } from '@wangjian/core/transfer.ts';
import { DEMO_BUREAU } from '../bureau.ts';
import type { Random } from '../random.ts';
import type { HistoryDesk } from './desk.ts';
import type { Matter } from './matters.ts';
import { later } from './office-hours.ts';
import { approvePaper, submitPaper } from './papers.ts';
import type { Party } from './parties.ts';
import { scribble } from './scribble.ts';
import type { Course } from './timeline.ts';

/** How far a letter comes, where it does not come back with its result. */
export type TransferStop = 'draft' | 'sent' | 'received' | 'accepted';

export interface LetterOut {
  readonly officer: string;
  readonly kind: TransferKind;
  /** An authority that does not use the system: it gets a sealed package and a code. */
  readonly to: string;
  readonly matter: Matter;
  readonly party: Party;
  readonly leadId: string | null;
  readonly reason: string;
  readonly result: TransferResult;
  readonly stop: TransferStop | null;
}

interface Transfer {
  readonly id: string;
  readonly version: number;
  readonly status: string;
  readonly documentId: string | null;
  readonly replyDocumentId: string | null;
}

/** How an officer moves one letter on. */
function actsOn(desk: HistoryDesk, officer: string, id: string) {
  const path = `/api/transfers/${id}`;
  const read = () => desk.get<Transfer>(officer, path);
  return {
    read,
    act: async (verb: string, body: object = {}) => {
      const { version } = await read();
      return await desk.post<Transfer>(officer, `${path}/${verb}`, { version, key: desk.key(), ...body });
    },
  };
}

const ANSWERS: Partial<Record<TransferResult, string>> = {
  filed: '经初查属实，已立案调查，处理结果将另行函告。',
  corrected: '经核查情况属实，已责令当事人限期改正，现已改正完毕。',
  'not-true': '经核查，当事人已取得有关许可，页面内容有依据，反映的问题查无实据。',
  assisted: '已调取平台内经营者的身份信息和交易记录，随函附后。',
  noted: '来函收悉，已转有关业务部门处理。',
};

/** A letter to another authority (移送、函告、协查、抄告、报告), signed, sent sealed, signed for, answered. */
export async function* letterOutCourse(desk: HistoryDesk, plan: LetterOut, random: Random): Course {
  const { officer, kind, matter, party, stop } = plan;
  const { id, documentId } = await desk.post<Transfer>(officer, '/api/transfers', {
    kind,
    // What the city's own section writes is the city's, wherever the party is.
    region: plan.leadId === null ? DEMO_BUREAU : party.region,
    title: `${party.name}${matter.title}`.slice(0, 120),
    party: party.name,
    uscc: party.uscc,
    address: party.address,
    facts: `${party.shop}（经营者：${party.name}，网址：${party.url}）：${matter.content}`,
    reason: plan.reason,
    violations: [matter.violation],
    dueOn: addDays(dayInChina(desk.now()), kind === 'assistance' ? 15 : 30),
    contact: desk.officer(officer).name,
    contactPhone: '0955-7000000',
    reach: 'outside',
    to: plan.to,
    onId: plan.leadId,
    permit: kind === 'copy' ? '烟草专卖零售许可' : null,
    key: desk.key(),
  });
  const { act } = actsOn(desk, officer, id);
  await desk.upload(officer, `/api/transfers/${id}/attach`, {
    name: '网页截图.png',
    type: 'image/png',
    bytes: scribble(random),
  });
  if (stop === 'draft') return;
  yield later(desk.now(), 0, random);
  await submitPaper(desk, officer, documentId!);
  yield later(desk.now(), random.int(1, 2), random);
  await approvePaper(desk, documentId!);
  yield later(desk.now(), 0, random);
  await act('send');
  if (stop === 'sent') return;
  yield later(desk.now(), random.int(2, 4), random);
  await act('record-receipt', {
    name: random.pick(['张明', '李静', '周涛']),
    org: plan.to,
    phone: '0951-6000000',
    on: desk.today(),
  });
  if (stop === 'received') return;
  yield later(desk.now(), random.int(2, 5), random);
  if (kind === 'report') {
    await act('close', { opinion: '上级机关已签收，无需回复。' });
    return;
  }
  await act('record-accept', { opinion: '对方电话告知已受理，由稽查科办理。', on: desk.today() });
  if (stop === 'accepted') return;
  yield later(desk.now(), random.int(7, 15), random);
  await act('record-result', {
    result: plan.result,
    opinion: ANSWERS[plan.result] ?? '已处理。',
    on: desk.today(),
  });
}

export interface LetterIn {
  readonly kind: TransferKind;
  readonly from: string;
  readonly matter: Matter;
  readonly party: Party;
  readonly reason: string;
  readonly result: TransferResult;
  readonly stop: 'sent' | 'accepted' | null;
}

/** A letter from another authority: registered, accepted, handled, answered by a signed letter of one's own. */
export async function* letterInCourse(desk: HistoryDesk, plan: LetterIn, random: Random): Course {
  const officer = 'fenpai';
  const { matter, party } = plan;
  const letterOn = addDays(dayInChina(desk.now()), -random.int(3, 6));
  const { id } = await desk.post<Transfer>(officer, '/api/transfers/incoming', {
    kind: plan.kind,
    region: DEMO_BUREAU,
    title: `${party.name}${matter.title}`.slice(0, 120),
    party: party.name,
    uscc: party.uscc,
    facts: `${party.shop}（经营者：${party.name}，网址：${party.url}）：${matter.content}`,
    reason: plan.reason,
    violations: [matter.violation],
    dueOn: addDays(dayInChina(desk.now()), 20),
    contact: random.pick(['陈立', '黄敏', '孙伟']),
    contactPhone: '0571-8000000',
    from: plan.from,
    letterNumber: `市监协〔${letterOn.slice(0, 4)}〕${random.int(3, 160)}号`,
    letterOn,
    receivedOn: desk.today(),
    key: desk.key(),
  });
  const { read, act } = actsOn(desk, officer, id);
  if (plan.stop === 'sent') return;
  yield later(desk.now(), random.int(0, 1), random);
  if ((await read()).status === 'sent') await act('receive');
  await act('accept', { opinion: '由网络交易监管科办理。' });
  if (plan.stop === 'accepted') return;
  yield later(desk.now(), random.int(4, 8), random);
  const answer = { result: plan.result, opinion: ANSWERS[plan.result] ?? '已处理。' };
  const { replyDocumentId } = await act('draft-reply', answer);
  if (replyDocumentId !== null) {
    await submitPaper(desk, officer, replyDocumentId);
    yield later(desk.now(), 1, random);
    await approvePaper(desk, replyDocumentId);
  }
  yield later(desk.now(), 0, random);
  await act('feed-back', answer);
}
