import type { LeadStatus } from '@wangjian/core/lead.ts';
import type { ChosenRecords } from '@wangjian/core/listing.ts';
import type { Updateable } from 'kysely';
import type { z } from 'zod';
import { eachChosen, notesOnEach } from '../../platform/each-chosen.ts';
import { found } from '../../platform/save.ts';
import type { WriteContext } from '../../platform/use-case.ts';
import { handDeadlines } from '../deadlines/service.ts';
import { moveEvidenceLinks } from '../evidence/service.ts';
import { moveLeadFindings } from '../findings/service.ts';
import type { UnitTree } from '../officers/service.ts';
import { type LeadAction, moveOf, targetOf } from './lifecycle.ts';
import { writeEvents } from './register.ts';
import { mustMove } from './standing.ts';
import { type LeadRow, leadRows, moveRegion, saveLead } from './store.ts';
import type { LeadsTables } from './tables.ts';
import { unitsOnce } from './units-once.ts';

type Change = Omit<Updateable<LeadsTables['leads']>, 'status' | 'version' | 'search'>;

/** What one action does to one lead, found before anything is written: to refuse is to throw here. */
export interface Step {
  /** Where the table leaves a choice. */
  readonly to?: LeadStatus | undefined;
  readonly change?: Change;
  /** The line of its course; the opinion by default. */
  readonly say?: string | undefined;
  /** What else goes with it, once the lead itself is saved. */
  readonly after?: (saved: LeadRow) => Promise<void>;
}

interface Planned {
  readonly row: LeadRow;
  readonly saved: LeadRow;
  readonly step: Step;
}

/** Saves the lead itself; what hangs on it follows for all leads at once. */
async function save({ tx }: WriteContext, row: LeadRow, status: LeadStatus, step: Step): Promise<Planned> {
  const change = { ...step.change, status };
  await saveLead(tx, row, change);
  return { row, saved: { ...row, ...change, version: row.version + 1 } as LeadRow, step };
}

const isHanded = ({ row, saved }: Planned) =>
  saved.region !== row.region ||
  saved.holder_org_id !== row.holder_org_id ||
  saved.holder_officer_id !== row.holder_officer_id;

/**
 * What goes with leads that were saved: all that hangs on them lies in their region, the holder of their deadlines, the
 * line of their course, and what the action adds.
 */
async function follow(
  context: WriteContext,
  done: readonly Planned[],
  action: LeadAction,
  opinion: string,
): Promise<void> {
  const { tx } = context;
  const moved = done.filter(({ row, saved }) => saved.region !== row.region).map(({ saved }) => saved);
  for (const [region, leads] of Map.groupBy(moved, (lead) => lead.region)) {
    await moveRegion(tx, leads, region);
    await moveLeadFindings(tx, leads, region);
    await moveEvidenceLinks(
      tx,
      leads.map(({ id }) => id),
      region,
    );
  }
  const handed = done.filter(isHanded).map(({ saved }) => saved);
  const holder = (lead: LeadRow) => `${lead.region} ${lead.holder_org_id} ${lead.holder_officer_id}`;
  for (const leads of Map.groupBy(handed, holder).values()) {
    const { holder_org_id: orgId, holder_officer_id: officerId, region } = leads[0]!;
    await handDeadlines(
      context,
      leads.map(({ id }) => id),
      { orgId, officerId, region },
    );
  }
  const lines = done.map(({ saved, step }) => ({ lead: saved, opinion: (step.say ?? opinion) || null }));
  if (lines.length > 0) await writeEvents(context, action, lines);
  for (const { saved, step } of done) await step.after?.(saved);
}

/**
 * Acts on several leads at once, each checked against the table and the actor's standing; those that are refused are
 * named with the reason and have written nothing.
 */
export async function actOnEach(
  context: WriteContext,
  chosen: z.output<typeof ChosenRecords>,
  action: LeadAction,
  opinion: string,
  plan: (row: LeadRow, units: UnitTree) => Promise<Step> | Step = () => ({}),
) {
  const units = unitsOnce(context.tx);
  const known = await leadRows(
    context.tx,
    chosen.map(({ id }) => id),
  );
  const done: Planned[] = [];
  const { rows, refused } = await eachChosen(
    chosen,
    async (id) => found(known.get(id)),
    async (row) => {
      const tree = await units(row.bureau);
      mustMove(context, row, tree, action);
      const step = await plan(row, tree);
      done.push(await save(context, row, targetOf(moveOf(row.status, action), step.to), step));
    },
  );
  await follow(context, done, action, opinion);
  return {
    result: { done: rows.map(({ id }) => id), refused },
    audit: notesOnEach(rows, opinion, { action }),
  };
}

/** Acts on one lead at the version that was read. */
export async function actOnOne(
  context: WriteContext,
  { id, version }: { readonly id: string; readonly version: number },
  action: LeadAction,
  opinion: string,
  plan: (row: LeadRow, units: UnitTree) => Promise<Step> | Step = () => ({}),
) {
  const { audit } = await actOnEach(context, [{ id, version }], action, opinion, plan);
  return audit;
}

/** The platform acts on a lead by itself (another bureau's answer, a case that ends): only the table is asked. */
export async function actAsPlatform(
  context: WriteContext,
  row: LeadRow,
  action: LeadAction,
  opinion: string,
  step: Step,
): Promise<LeadRow> {
  const done = await save(context, row, targetOf(moveOf(row.status, action), step.to), step);
  await follow(context, [done], action, opinion);
  return done.saved;
}
