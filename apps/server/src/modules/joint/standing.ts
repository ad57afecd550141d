import { AppError } from '@wangjian/core/errors.ts';
import { parseId } from '@wangjian/core/ids.ts';
import { sql } from 'kysely';
import { may } from '../../platform/actor.ts';
import type { ReadContext } from '../../platform/use-case.ts';
import { type UnitTree, unitsOfBureau } from '../officers/service.ts';
import { isForLead, moveWork, type WorkAction } from './lifecycle.ts';
import { findWork, type PartRow, type WorkRow } from './store.ts';

type Scoped = Pick<ReadContext, 'tx' | 'actor'>;

/** Who the reader is among the units of joint work. */
export interface Standing {
  readonly units: UnitTree;
  /** Units that the officer acts for: its own, its sections, or the office that it is a section of. */
  readonly own: readonly string[];
}

/** What a superior looks on at. */
export interface Overseeing {
  readonly below: ReadonlySet<string>;
  /** Full name of a lead unit, also one of a bureau below. */
  nameOf(id: string): string;
}

/**
 * Opens the tables of joint work to the officer's units for this transaction (migrations/0001_joint.sql); without it
 * they are empty. Literals, as platform/scope.ts says; every id is checked to be one.
 */
export async function standIn({ tx, actor }: Scoped): Promise<Standing> {
  const units = await unitsOfBureau(tx, actor.bureau);
  const orgId = actor.kind === 'officer' ? actor.orgId : null;
  const own =
    orgId === null ? [] : units.all.filter(({ id }) => units.actsFor(orgId, id)).map(({ id }) => id);
  await setLocal(tx, 'wangjian.units', own);
  return { units, own };
}

/**
 * Lets a supervising officer look on at joint work that units below its office lead, those of the bureaus below too;
 * other departments are nobody's lower units. For reading only: what is written asks `standIn` alone.
 */
export async function lookDown(
  context: Scoped & Pick<ReadContext, 'regions'>,
  standing: Standing,
): Promise<Overseeing> {
  const { tx, actor, regions } = context;
  const none: Overseeing = { below: new Set(), nameOf: (id) => standing.units.fullName(id) };
  if (actor.kind !== 'officer' || !may(actor, 'lead.supervise')) return none;
  const office = standing.units.officeOf(actor.orgId);
  if (!office || office.level === 'department') return none;
  const market = (tree: UnitTree) => tree.all.filter(({ id }) => tree.officeOf(id)?.level !== 'department');
  const bureaus = new Set(regions.within(office.region).map((code) => regions.bureauOf(code)));
  bureaus.delete(actor.bureau);
  const trees: UnitTree[] = [];
  for (const bureau of bureaus) trees.push(await unitsOfBureau(tx, bureau));
  const below = [
    ...market(standing.units).filter(({ id }) => standing.units.isAbove(actor.orgId, id)),
    ...trees.flatMap(market),
  ].map(({ id }) => id);
  await setLocal(tx, 'wangjian.units_below', below);
  const all = [standing.units, ...trees];
  return {
    below: new Set(below),
    nameOf: (id) => (all.find((tree) => tree.find(id)) ?? standing.units).fullName(id),
  };
}

/** The joint work, with its parts opened to this transaction; `not_found` for units that do not take part. */
export async function openWork(
  context: Scoped,
  id: string,
  how: 'read' | 'lock' = 'read',
): Promise<Standing & { readonly work: WorkRow }> {
  const standing = await standIn(context);
  const work = await findWork(context.tx, id, how);
  await setLocal(context.tx, 'wangjian.joint', [work.id]);
  return { ...standing, work };
}

/** The joint work for reading it whole: as `openWork`, and for superiors who look on. */
export async function lookAtWork(
  context: Scoped & Pick<ReadContext, 'regions'>,
  id: string,
): Promise<Standing & { readonly work: WorkRow; readonly overseeing: Overseeing }> {
  const standing = await standIn(context);
  const overseeing = await lookDown(context, standing);
  const work = await findWork(context.tx, id, 'read');
  await setLocal(context.tx, 'wangjian.joint', [work.id]);
  return { ...standing, work, overseeing };
}

/** Opens the parts of a work that is just being made, before its own row is there. */
export async function openParts({ tx }: Pick<ReadContext, 'tx'>, workId: string): Promise<void> {
  await setLocal(tx, 'wangjian.joint', [workId]);
}

async function setLocal(tx: Scoped['tx'], name: string, ids: readonly string[]): Promise<void> {
  for (const id of ids) if (!parseId(id)) throw new Error(`not an id: ${id}`);
  await sql.raw(`SET LOCAL ${name} = '${ids.join(',')}'`).execute(tx);
}

/** Whether the officer acts for the lead unit. */
export function leadsWork({ own }: Standing, work: Pick<WorkRow, 'lead_org_id'>): boolean {
  return own.includes(work.lead_org_id);
}

/** Whether the officer writes for a part: its own unit's, or as the lead unit that of one without an account. */
export function actsForPart(standing: Standing, work: WorkRow, part: Pick<PartRow, 'org_id'>): boolean {
  return part.org_id === null ? leadsWork(standing, work) : standing.own.includes(part.org_id);
}

/** The work for an action on it: in a state that allows it, by a unit that may, not changed meanwhile. */
export async function workFor(context: Scoped, id: string, action: WorkAction, version?: number) {
  const opened = await openWork(context, id, 'lock');
  const { work } = opened;
  const status = moveWork(work.status, action);
  if (isForLead(action) && !leadsWork(opened, work))
    throw new AppError('forbidden', `这一步由牵头单位（${opened.units.nameOf(work.lead_org_id)}）办理`);
  if (version !== undefined && work.version !== version) throw new AppError('stale');
  return { ...opened, status };
}
