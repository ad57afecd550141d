import type { LeadResult, LeadSource } from '@wangjian/core/lead.ts';
import { addDays, dayInChina } from '@wangjian/core/plain-date.ts';
import type { Random } from '../random.ts';
import type { HistoryDesk } from './desk.ts';
import type { Matter } from './matters.ts';
import { later } from './office-hours.ts';
import type { Party } from './parties.ts';
import type { Course } from './timeline.ts';

/** How far a lead is taken, where it is not taken to its end. */
export type LeadStop =
  | 'registered'
  | 'accepted'
  | 'dispatched'
  | 'signed'
  | 'checked'
  | 'reported'
  | 'reviewed'
  | 'returned';

/** What takes a lead over from its check: a guidance, an inspection or a case. */
export type LeadHandling = (leadId: string, holder: Holder) => Course;

/** Who handles a lead: the log-ins of one unit, and the unit through which it comes. */
export interface Holder {
  /** Unit that the city dispatches to. */
  readonly orgId: string;
  readonly chief: string;
  readonly officer: string;
  /** Township office to which the county hands it on. */
  readonly below?: { readonly orgId: string; readonly officer: string };
}

/** Log-in of whoever works on what the holder has. */
export const handlerOf = (holder: Holder): string => holder.below?.officer ?? holder.officer;

/** Log-ins of two who work on it together; the second is another one. */
export function pairOf(holder: Holder): readonly [string, string] {
  const first = handlerOf(holder);
  const second = first === holder.chief ? (first === 'zhifa' ? 'jiage' : 'zhifa') : holder.chief;
  return [first, second];
}

export interface LeadPlan {
  readonly sorter: string;
  readonly source: LeadSource;
  readonly sourceFields: Readonly<Record<string, string>>;
  readonly matter: Matter;
  readonly party: Party;
  readonly holder: Holder;
  readonly result: LeadResult;
  readonly dismissed: boolean;
  readonly stop: LeadStop | null;
  readonly handling: LeadHandling | null;
}

interface Lead {
  readonly id: string;
  readonly version: number;
  readonly status: string;
}

const REASONS: Partial<Record<LeadResult, string>> = {
  'not-a-violation': '经核查，页面内容有依据，不构成违法。',
  unverifiable: '举报人提供的链接已失效，平台无法提供历史页面，无法核实。',
  gone: '网店已经关闭，经营者已办理注销登记。',
  'no-penalty': '初次违法，危害后果轻微并及时改正，依法不予处罚。',
};

/** A lead from the register over dispatch, check and feedback to the archive, or to where it stops. */
export async function* leadCourse(desk: HistoryDesk, plan: LeadPlan, random: Random): Course {
  const { sorter, matter, party, holder, stop } = plan;
  const personal = plan.source === 'complaint' || plan.source === 'citizen';
  const { id } = await desk.post<Lead>(sorter, '/api/leads', {
    title: `${party.name}${matter.title}`.slice(0, 120),
    source: plan.source,
    sourceFields: plan.sourceFields,
    region: party.region,
    party: party.name,
    uscc: party.uscc,
    partyAddress: party.address,
    partyPhone: party.phone,
    url: party.url,
    ...(personal ? { informant: '王女士', informantPhone: '19200012345' } : {}),
    foundOn: desk.today(),
    content: `${party.shop}（经营者：${party.name}）：${matter.content}`,
    violations: [matter.violation],
    key: desk.key(),
  });
  const act = async (login: string, action: string, more: object = {}) => {
    const { version } = await desk.get<Lead>(sorter, `/api/leads/${id}`);
    const { refused } = await desk.post<{ refused: { message: string }[] }>(login, `/api/leads/${action}`, {
      leads: [{ id, version }],
      ...more,
    });
    if (refused[0]) throw new Error(`${action}: ${refused[0].message}`);
  };
  const dispatch = (login: string, orgId: string, requirement: string) =>
    act(login, 'dispatch', {
      to: [{ id, orgId, overrideReason: '由业务科室直接办理' }],
      dueOn: addDays(dayInChina(desk.now()), random.int(16, 20)),
      requirement,
    });

  if (stop === 'registered') return;
  yield later(desk.now(), random.int(0, 1), random);
  if (plan.dismissed) {
    await act(sorter, 'dismiss', { reason: 'not-enough', opinion: '反映的情况不具体，无法确定经营者。' });
    return;
  }
  await act(sorter, 'accept');
  if (stop === 'accepted') return;
  yield later(desk.now(), random.int(0, 1), random);
  await dispatch(sorter, holder.orgId, '请依法核查处理，并按期反馈结果。');
  if (stop === 'dispatched') return;
  yield later(desk.now(), random.int(1, 2), random);
  if (stop === 'returned') {
    await act(holder.chief, 'return', {
      reason: 'wrong-jurisdiction',
      opinion: '经营者实际经营地址不在本辖区，建议改派。',
    });
    return;
  }
  await act(holder.chief, 'sign');
  let handler = holder.officer;
  if (holder.below) {
    yield later(desk.now(), 0, random);
    await dispatch(holder.chief, holder.below.orgId, '请到实地核实。');
    handler = holder.below.officer;
    yield later(desk.now(), 1, random);
    await act(handler, 'sign');
  } else if (handler !== holder.chief) {
    await act(holder.chief, 'assign', { officerId: desk.officer(handler).id });
  }
  if (stop === 'signed') return;
  yield later(desk.now(), random.int(1, 4), random);
  const { version } = await desk.get<Lead>(handler, `/api/leads/${id}`);
  await desk.post(handler, `/api/leads/${id}/checks`, {
    checkedOn: desk.today(),
    way: random.pick(['online', 'online', 'on-site', 'phone']),
    content: `核对${party.shop}的页面、主体公示信息和交易记录`,
    finding: matter.finding,
    officers: [desk.officer(handler).name],
    version,
    key: desk.key(),
  });
  if (stop === 'checked') return;
  yield later(desk.now(), random.int(1, 3), random);
  if (plan.handling) {
    yield* plan.handling(id, holder);
    // Still held by what handles it: that will tell its result.
    const { status } = await desk.get<Lead>(sorter, `/api/leads/${id}`);
    if (status !== 'reviewing') return;
  } else {
    const lead = await desk.get<Lead>(handler, `/api/leads/${id}`);
    await desk.post(handler, `/api/leads/${id}/feedback`, {
      result: plan.result,
      facts: matter.finding,
      handling: `已督促当事人整改：${matter.demand}`,
      reason: REASONS[plan.result] ?? null,
      reference: null,
      version: lead.version,
      key: desk.key(),
    });
  }
  if (stop === 'reported') return;
  if (holder.below) {
    yield later(desk.now(), 1, random);
    await act(holder.chief, 'approve', { opinion: '核查情况属实，同意上报。' });
  }
  yield later(desk.now(), random.int(1, 2), random);
  await act(sorter, 'approve', { opinion: '同意。' });
  if (stop === 'reviewed') return;
  yield later(desk.now(), random.int(0, 2), random);
  await act(sorter, 'close');
  yield later(desk.now(), random.int(6, 20), random);
  await act(sorter, 'archive');
}
