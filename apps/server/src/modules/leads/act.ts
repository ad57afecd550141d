import type { LeadStatus } from '@wangjian/core/lead.ts';
import type { ChosenRecords } from '@wangjian/core/listing.ts';
import type { Updateable } from 'kysely';
import type { z } from 'zod';
import { eachChosen, notesOnEach } from '../../platform/each-chosen.ts';
import type { WriteContext } from '../../platform/use-case.ts';
import { handDeadlines } from '../deadlines/service.ts';
import { moveEvidenceLinks } from '../evidence/service.ts';
import { moveLeadFindings } from '../findings/service.ts';
import type { UnitTree } from '../officers/service.ts';
import { type LeadAction, moveOf, targetOf } from './lifecycle.ts';
import { writeEvent } from './register.ts';
import { mustMove } from './standing.ts';
import { getLeadRow, type LeadRow, moveRegion, saveLead } from './store.ts';
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

/**
 * Saves what an action does to a lead: state, columns, region with all that hangs on it, the holder of its deadlines,
 * the line of its course. Returns the lead as it is then.
 */
async function write(
  context: WriteContext,
  row: LeadRow,
  action: LeadAction,
  status: LeadStatus,
  opinion: string,
  { change = {}, say, after }: Step,
): Promise<LeadRow> {
  const { tx } = context;
  await saveLead(tx, row, { ...change, status });
  const saved = { ...row, ...change, status, version: row.version + 1 } as LeadRow;
  if (saved.region !== row.region) {
    await moveRegion(tx, row, saved.region);
    await moveLeadFindings(tx, row, saved.region);
    await moveEvidenceLinks(tx, row.id, saved.region);
  }
  if (
    saved.region !== row.region ||
    saved.holder_org_id !== row.holder_org_id ||
    saved.holder_officer_id !== row.holder_officer_id
  )
    await handDeadlines(context, row.id, {
      orgId: saved.holder_org_id,
      officerId: saved.holder_officer_id,
      region: saved.region,
    });
  await writeEvent(context, saved, action, (say ?? opinion) || null);
  await after?.(saved);
  return saved;
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
  const { rows, refused } = await eachChosen(
    chosen,
    (id) => getLeadRow(context.tx, id),
    async (row) => {
      const tree = await units(row.bureau);
      mustMove(context, row, tree, action);
      const step = await plan(row, tree);
      await write(context, row, action, targetOf(moveOf(row.status, action), step.to), opinion, step);
    },
  );
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
  const status = targetOf(moveOf(row.status, action), step.to);
  return await write(context, row, action, status, opinion, step);
}
