import { AppError } from '@wangjian/core/errors.ts';
import type { LeadStatus } from '@wangjian/core/lead.ts';
import type { RegionTree } from '@wangjian/core/regions.ts';
import { type Actor, may, scopeOf } from '../../platform/actor.ts';
import { inScope } from '../../platform/scope.ts';
import type { UnitTree } from '../officers/service.ts';
import { LEAD_ACTIONS, type LeadAction, moveOf, movesOf, targetOf, type Who } from './lifecycle.ts';

/** What decides who may act on a lead. */
export interface Standing {
  readonly bureau: string;
  readonly region: string;
  readonly status: LeadStatus;
  readonly holder_org_id: string | null;
  readonly dispatcher_org_id: string | null;
  readonly review_org_id: string | null;
  /** Hand-overs within the bureau that are open, the holder's among them. */
  readonly hops: number;
  readonly origin_id: string | null;
}

/** Whether an actor stands to a lead as a move demands. */
function standsAs(who: Who, actor: Actor, lead: Standing, units: UnitTree): boolean {
  if (actor.kind === 'system') return true;
  if (actor.kind !== 'officer' || who === 'system') return false;
  const holds = () => units.actsFor(actor.orgId, lead.holder_org_id);
  switch (who) {
    case 'region':
      return true;
    case 'holder':
      return holds();
    case 'holder-below':
      return holds() && lead.hops > 0;
    case 'holder-top':
      return holds() && lead.hops === 0;
    case 'holder-own':
      return holds() && lead.hops === 0 && lead.origin_id === null;
    case 'successor':
      return holds() && lead.hops === 0 && lead.origin_id !== null;
    case 'dispatcher':
      return units.actsFor(actor.orgId, lead.dispatcher_org_id);
    case 'reviewer':
      return units.actsFor(actor.orgId, lead.review_org_id);
    case 'superior':
      return (
        units.isAbove(actor.orgId, lead.holder_org_id) || units.actsFor(actor.orgId, lead.dispatcher_org_id)
      );
  }
}

/** What this reader may do with a lead as it stands: the buttons of its page, in the order of the table. */
export function allowedTo(actor: Actor, lead: Standing, units: UnitTree, regions: RegionTree): LeadAction[] {
  return movesOf(lead.status).flatMap(([action, { who }]) => {
    const { permission } = LEAD_ACTIONS[action];
    if (permission === null || !may(actor, permission)) return [];
    if (!inScope(scopeOf(actor, permission, regions), lead)) return [];
    return standsAs(who, actor, lead, units) ? [action] : [];
  });
}

const WHOSE: Record<Exclude<Who, 'region' | 'system'>, (lead: Standing, units: UnitTree) => string> = {
  holder: (lead, units) => `由承办单位“${units.fullName(lead.holder_org_id)}”办理`,
  'holder-below': (lead, units) =>
    lead.hops > 0
      ? `由承办单位“${units.fullName(lead.holder_org_id)}”办理`
      : '该线索不是由上级单位分派来的，没有可以退回的单位',
  'holder-top': (lead, units) =>
    lead.hops > 0
      ? '该线索是由上级单位分派来的，请退回分派单位'
      : `由承办单位“${units.fullName(lead.holder_org_id)}”办理`,
  'holder-own': (lead, units) =>
    lead.hops > 0
      ? '该线索是由上级单位分派来的，请退回分派单位'
      : lead.origin_id === null
        ? `由承办单位“${units.fullName(lead.holder_org_id)}”办理`
        : '该线索是由其他局移交来的，对方在等结果：请核查后反馈，或者退回移交机关',
  successor: (lead, units) =>
    lead.origin_id === null
      ? '该线索不是由其他局移交来的'
      : lead.hops > 0
        ? '该线索已在局内分派，请先退回局内分派单位'
        : `由承办单位“${units.fullName(lead.holder_org_id)}”办理`,
  dispatcher: (lead, units) => `由分派单位“${units.fullName(lead.dispatcher_org_id)}”办理`,
  reviewer: (lead, units) => `由审核单位“${units.fullName(lead.review_org_id)}”办理`,
  superior: (lead, units) => `由“${units.fullName(lead.holder_org_id)}”的上级单位办理`,
};

/**
 * Checks an action against the table and the actor's standing; returns the state that it leads to. `conflict` in a
 * wrong state, `forbidden` for an officer of another unit.
 */
export function mustMove(
  context: { readonly actor: Actor; readonly regions: RegionTree },
  lead: Standing,
  units: UnitTree,
  action: LeadAction,
  wanted?: LeadStatus,
): LeadStatus {
  const move = moveOf(lead.status, action, allowedTo(context.actor, lead, units, context.regions));
  const { who } = move;
  if (!standsAs(who, context.actor, lead, units))
    throw new AppError(
      'forbidden',
      who === 'system' || who === 'region'
        ? undefined
        : `不能${LEAD_ACTIONS[action].name}：${WHOSE[who](lead, units)}`,
    );
  return targetOf(move, wanted);
}
