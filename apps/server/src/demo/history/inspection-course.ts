import { addDays, dayInChina } from '@wangjian/core/plain-date.ts';
import type { Random } from '../random.ts';
import type { HistoryDesk } from './desk.ts';
import type { Matter } from './matters.ts';
import { later } from './office-hours.ts';
import type { Party } from './parties.ts';
import { scribble } from './scribble.ts';
import type { Course } from './timeline.ts';

export type InspectionStop = 'planned' | 'checking' | 'rectifying';

export interface InspectionPlan {
  readonly officer: string;
  readonly colleague: string;
  readonly party: Party;
  readonly side: 'online' | 'on-site';
  /** What is found; nothing where it is null. */
  readonly matter: Matter | null;
  readonly leadId: string | null;
  readonly stop: InspectionStop | null;
}

interface Cell {
  readonly key: string;
  readonly version: number;
  readonly result: string | null;
  readonly words: string;
}
interface Inspection {
  readonly id: string;
  readonly version: number;
  readonly status: string;
  readonly cells: readonly Cell[];
  readonly rectifications: readonly {
    readonly id: string;
    readonly version: number;
    readonly kind: string;
    readonly status: string;
    readonly key: string;
  }[];
}
interface Form {
  readonly rows: readonly { readonly id: string }[];
}

/** Rows that do not apply to an ordinary shop. */
const SELDOM = new Set(['low-price-tours', 'pyramid-selling']);

/** Fills in the whole column of a side; what the patrol filled in as a problem stays one. Returns how many there are. */
export async function fillSide(
  desk: HistoryDesk,
  officer: string,
  id: string,
  side: InspectionPlan['side'],
  matter: Matter | null,
): Promise<number> {
  const path = `/api/inspections/${id}`;
  const [form, { cells }] = [
    await desk.get<Form>(officer, '/api/inspection-form'),
    await desk.get<Inspection>(officer, path),
  ];
  const filledAt = desk.now().toISOString();
  const filled = form.rows.map((row) => {
    const key = `${row.id}.${side}`;
    const known = cells.find((cell) => cell.key === key);
    const found = matter?.row === row.id || known?.result === 'problem';
    return {
      key,
      base: known?.version ?? 0,
      result: found ? 'problem' : SELDOM.has(row.id) ? 'not-applicable' : 'none',
      words: matter?.row === row.id ? matter.finding : found ? (known?.words ?? '') : '',
      violations: matter?.row === row.id ? [matter.violation] : [],
      filledAt,
    };
  });
  await desk.post(officer, `${path}/cells`, { key: desk.key(), cells: filled });
  return filled.filter(({ result }) => result === 'problem').length;
}

async function sign(desk: HistoryDesk, plan: InspectionPlan, id: string, random: Random): Promise<void> {
  const signers = [
    ['officer-1', desk.officer(plan.officer).name],
    ['officer-2', desk.officer(plan.colleague).name],
    ['party', plan.party.representative],
  ] as const;
  for (const [role, signer] of signers)
    await attach(desk, plan.officer, id, { kind: 'signature', role, signer }, scribble(random));
}

async function attach(
  desk: HistoryDesk,
  officer: string,
  id: string,
  about: Readonly<Record<string, string>>,
  bytes: Buffer,
): Promise<string> {
  const attachmentId = desk.newId('attachment');
  const query = new URLSearchParams({ attachmentId, takenAt: desk.now().toISOString(), ...about });
  await desk.upload(officer, `/api/inspections/${id}/attachments?${query}`, {
    name: `${attachmentId}.png`,
    type: 'image/png',
    bytes,
  });
  return attachmentId;
}

/** An inspection with its Annex 1, over the order to correct and the second look to its end. */
export async function* inspectionCourse(desk: HistoryDesk, plan: InspectionPlan, random: Random): Course {
  const { officer, party, side, matter, stop } = plan;
  const id = desk.newId('inspection');
  const path = `/api/inspections/${id}`;
  const read = () => desk.get<Inspection>(officer, path);
  await desk.post(officer, '/api/inspections', {
    id,
    subject: party.name,
    region: party.region,
    leadId: plan.leadId,
    uscc: party.uscc,
    place: side === 'on-site' ? party.address : null,
    sides: [side],
    why: plan.leadId ? null : '月度网上检查',
    dueOn: addDays(dayInChina(desk.now()), 10),
    begunAt: desk.now().toISOString(),
  });
  await desk.patch(officer, path, {
    version: (await read()).version,
    secondOfficerId: desk.officer(plan.colleague).id,
  });
  if (stop === 'planned') return;
  yield later(desk.now(), random.int(0, 2), random);
  await fillSide(desk, officer, id, side, matter);
  if (stop === 'checking') return;
  yield later(desk.now(), 0, random);
  if (matter)
    await desk.post(officer, `${path}/cells`, {
      key: desk.key(),
      cells: [
        {
          key: 'handling',
          base: 0,
          result: null,
          words: `责令限期改正：${matter.demand}`,
          violations: [],
          filledAt: desk.now().toISOString(),
        },
      ],
    });
  if (matter)
    await attach(desk, officer, id, { kind: 'photo', key: `${matter.row}.${side}` }, scribble(random));
  if (side === 'on-site') await sign(desk, plan, id, random);
  await desk.post(officer, `${path}/record`, {
    side,
    on: desk.today(),
    version: (await read()).version,
    key: desk.key(),
  });
  // What was found on one side asks for a look at the other; here the case is clear.
  const other = side === 'online' ? 'on-site' : 'online';
  if (matter)
    await desk.post(officer, `${path}/waive`, {
      side: other,
      reason: '问题清楚，不需要再核实',
      version: (await read()).version,
    });
  await desk.post(officer, `${path}/finish`, {
    outcome: matter ? 'ordered-to-correct' : 'no-problem',
    correctBy: matter ? addDays(dayInChina(desk.now()), 10) : null,
    version: (await read()).version,
    key: desk.key(),
  });
  if (!matter || stop === 'rectifying') return;
  yield later(desk.now(), random.int(4, 9), random);
  for (const item of (await read()).rectifications) {
    if (item.status !== 'open') continue;
    const after = await attach(desk, officer, id, { kind: 'photo', key: item.key }, scribble(random));
    await desk.post(officer, `/api/rectifications/${item.id}/confirm`, {
      attachmentId: after,
      words: '经复查，已经改正。',
      version: item.version,
    });
  }
}
