import { addDays, dayInChina } from '@wangjian/core/plain-date.ts';
import type { Random } from '../random.ts';
import type { HistoryDesk } from './desk.ts';
import type { Matter } from './matters.ts';
import { later } from './office-hours.ts';
import { approvePaper, servePaper, submitPaper } from './papers.ts';
import type { Party } from './parties.ts';
import type { Course } from './timeline.ts';

/** How far a case is taken, where it is not taken to the archive. */
export type CaseStop =
  | 'drafting'
  | 'filing'
  | 'investigating'
  | 'reviewing'
  | 'notifying'
  | 'stating'
  | 'deciding'
  | 'serving'
  | 'executing'
  | 'ending'
  | 'closed';

export interface CasePlan {
  readonly officers: readonly [lead: string, second: string];
  readonly matter: Matter;
  readonly party: Party;
  readonly leadId: string | null;
  readonly inspectionId: string | null;
  /** Not filed after all: 不予立案. */
  readonly refused: boolean;
  readonly stop: CaseStop | null;
}

interface Case {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly number: string | null;
  readonly parties: readonly {
    readonly id: string;
    readonly range: { readonly min: number; readonly max: number | null };
  }[];
  readonly allowed: readonly { readonly action: string; readonly ready: boolean }[];
  readonly pendingStep: { readonly documentId: string } | null;
  readonly papers: readonly { readonly id: string; readonly form: string }[];
  readonly dues: { readonly fine: number; readonly forfeit: number };
}

const REVIEWER = 'fazhi';
const YUAN = 100;

/** A fine near the lower end of what the law allows, in whole hundreds of yuan (分). */
function fineIn({ min, max }: Case['parties'][number]['range'], random: Random): number {
  const top = max ?? min * 2;
  const fine = min + ((top - min) * random.int(min === 0 ? 8 : 0, 20)) / 100;
  return Math.max(min, Math.round(fine / (100 * YUAN)) * 100 * YUAN);
}

/** A case of the ordinary procedure, each step with the paper that it needs. */
export async function* caseCourse(desk: HistoryDesk, plan: CasePlan, random: Random): Course {
  const { matter, party, stop } = plan;
  const [lead, second] = plan.officers;
  const certificate = (login: string) => `宁06${desk.officer(login).id.slice(-4)}`;
  let one = await desk.post<Case>(lead, '/api/cases', {
    region: party.region,
    source: plan.leadId ? 'lead' : plan.inspectionId ? 'inspection' : 'own',
    leadId: plan.leadId,
    inspectionId: plan.inspectionId,
    violations: [matter.violation],
    summary: `${party.name}在其网店“${party.shop}”经营中：${matter.content}`,
    actedOn: addDays(dayInChina(desk.now()), -random.int(12, 40)),
    foundOn: addDays(dayInChina(desk.now()), -random.int(2, 8)),
    party: {
      kind: party.kind,
      name: party.name,
      uscc: party.uscc,
      representative: party.representative,
      phone: party.phone,
      address: party.address,
    },
    officers: [
      { officerId: desk.officer(lead).id, certificate: certificate(lead), lead: true },
      { officerId: desk.officer(second).id, certificate: certificate(second) },
    ],
    key: desk.key(),
  });
  const path = `/api/cases/${one.id}`;
  const read = async () => {
    one = await desk.get<Case>(lead, path);
  };
  const step = async (action: string, body: object, login = lead) => {
    await read();
    one = await desk.post<Case>(login, `${path}/${action}`, {
      version: one.version,
      key: desk.key(),
      ...body,
    });
  };
  /** The paper of the step is filled in and signed. */
  const sign = async () => {
    const { documentId } = one.pendingStep!;
    await submitPaper(desk, lead, documentId);
    await approvePaper(desk, documentId);
    await read();
  };
  const serve = async (form: (name: string) => boolean) => {
    const paper = one.papers.find((each) => form(each.form));
    if (!paper) throw new Error(`case ${one.state} has no paper to serve`);
    await servePaper(desk, lead, paper.id, party.representative);
    await read();
  };
  /** A case that is to stop somewhere comes there on a day that is known: its term must not be over by chance. */
  const days = (from: number, to: number) => (stop === null ? random.int(from, to) : (from + to) >> 1);
  if (stop === 'drafting') return;
  yield later(desk.now(), days(1, 3), random);
  if (plan.refused) {
    await step('refuse', { ground: 'first', opinion: '初次违法，危害后果轻微并已及时改正，建议不予立案。' });
    await sign();
    return;
  }
  await step('file', { opinion: '有证据证明存在违法行为，建议立案。' });
  if (stop === 'filing') {
    await submitPaper(desk, lead, one.pendingStep!.documentId);
    return;
  }
  yield later(desk.now(), 0, random);
  await sign();
  if (stop === 'investigating') return;
  yield later(desk.now(), days(8, 20), random);
  if (matter.sums) await step('party', { partyId: one.parties[0]!.id, ...matter.sums });
  await read();
  const fine = fineIn(one.parties[0]!.range, random);
  const penalty = {
    warning: fine === 0,
    criticism: false,
    fine,
    forfeitIncome: matter.sums?.income ?? 0,
    forfeitGoodsValue: 0,
    forfeitGoods: null,
    orders: [],
  };
  await step('conclude', {
    facts: `经查，${party.name}：${matter.finding}以上事实有网页存证、询问笔录等证据证实。`,
    proposal: penalty,
    rangeReason: null,
    opinion: '违法事实清楚，证据确凿，建议给予行政处罚。',
  });
  await sign();
  if (stop === 'reviewing') return;
  yield later(desk.now(), days(2, 5), random);
  await step('pass-review', { opinion: '事实清楚，证据充分，定性准确，程序合法，同意。' }, REVIEWER);
  if (stop === 'notifying') return;
  yield later(desk.now(), 1, random);
  await step('notify', {});
  await sign();
  await serve((form) => form === 'penalty-notice');
  if (stop === 'stating') return;
  // Five working days from service; holidays make them more.
  do {
    yield later(desk.now(), days(9, 12), random);
    await read();
  } while (!one.allowed.some(({ action, ready }) => action === 'proceed' && ready));
  await step('proceed', {});
  if (stop === 'deciding') return;
  yield later(desk.now(), days(1, 3), random);
  await step('decide', {
    penalty,
    rangeReason: null,
    discussedOn: desk.today(),
    discussion: '经集体讨论，同意办案机构意见。',
  });
  await sign();
  if (stop === 'serving') return;
  yield later(desk.now(), days(1, 4), random);
  await serve((form) => form === 'penalty-decision');
  yield later(desk.now(), days(1, 2), random);
  for (const system of ['penalty-publication-credit-china', 'penalty-publication'])
    await step('publish', { system, on: desk.today() });
  if (stop === 'executing') return;
  yield later(desk.now(), days(3, 12), random);
  const receipt = `宁财${random.digits(8)}`;
  const { fine: owed, forfeit } = one.dues;
  if (owed > 0) await step('pay', { on: desk.today(), kind: 'fine', amount: owed, receipt });
  if (forfeit > 0) await step('pay', { on: desk.today(), kind: 'forfeit', amount: forfeit, receipt });
  await step('finish', { reason: 'paid' });
  if (stop === 'ending') return;
  yield later(desk.now(), days(1, 6), random);
  await step('close', { opinion: '处罚决定已执行完毕，建议结案。' });
  await sign();
  if (stop === 'closed') return;
  yield later(desk.now(), days(10, 25), random);
  await step('archive', { archiveNumber: `${desk.today().slice(0, 4)}-网-${random.digits(4)}` });
}
