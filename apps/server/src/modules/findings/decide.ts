import { AppError } from '@wangjian/core/errors.ts';
import type { z } from 'zod';
import { eachChosen, notesOnEach } from '../../platform/each-chosen.ts';
import { useCase, type WriteContext } from '../../platform/use-case.ts';
import { evidenceIdsOf, linkEvidence } from '../evidence/service.ts';
import * as contract from './contract.ts';
import { findingsConfirmed, findingsWithdrawn } from './events.ts';
import { FINDING_STATUS_NAMES, move } from './lifecycle.ts';
import { asConfirmed } from './record-findings.ts';
import { type FindingRow, followMerged, getFindingRow, saveFinding, setLead } from './store.ts';

type Outcome = z.input<NonNullable<typeof contract.confirmFindings.result>>;

const read = (tx: WriteContext['tx']) => (id: string) => getFindingRow(tx, id);

async function outcome(
  tx: WriteContext['tx'],
  rows: readonly FindingRow[],
  refused: Outcome['refused'],
): Promise<Outcome> {
  const done: Outcome['done'] = [];
  for (const { id } of rows) done.push({ id, leadId: (await getFindingRow(tx, id)).lead_id });
  return { done, refused };
}

/** Tells the modules to the right which leads lose these findings. */
async function withdraw(
  { events, tx }: Pick<WriteContext, 'events' | 'tx'>,
  rows: readonly FindingRow[],
  why: string,
) {
  const byLead = Map.groupBy(
    rows.filter((row) => row.lead_id !== null),
    (row) => row.lead_id!,
  );
  for (const [leadId, findings] of byLead) {
    await setLead(
      tx,
      findings[0]!.bureau,
      findings.map(({ id }) => id),
      null,
    );
    await events.emit(findingsWithdrawn, { leadId, findingIds: findings.map(({ id }) => id), why });
  }
  await follow(tx, rows);
}

/** Findings merged into these go with them, under their lead or out of it. */
async function follow(tx: WriteContext['tx'], rows: readonly FindingRow[]) {
  for (const [bureau, ofBureau] of Map.groupBy(rows, (row) => row.bureau))
    await followMerged(
      tx,
      bureau,
      ofBureau.map(({ id }) => id),
    );
}

export const confirmFindings = useCase({
  action: 'finding.confirm',
  title: '确认发现',
  permission: 'finding.triage',
  input: contract.confirmFindings.body!,
  async run(context, { findings, note }) {
    const { tx, actor, clock, events } = context;
    const by = {
      decided_by: actor.id,
      decided_by_name: actor.name,
      decided_at: clock.now(),
      note,
      reject_reason: null,
    };
    const { rows, refused } = await eachChosen(findings, read(tx), (row) =>
      saveFinding(tx, row.id, row.version, { status: move(row.status, 'confirm'), automatic: false, ...by }),
    );
    for (const ofSite of Map.groupBy(rows, ({ site_id }) => site_id).values()) {
      const { bureau, region, site_id: siteId, patrol_id: patrolId } = ofSite[0]!;
      await events.emit(findingsConfirmed, {
        bureau,
        region,
        siteId,
        patrolId,
        findings: ofSite.map(asConfirmed),
        note,
      });
    }
    await follow(tx, rows);
    return {
      result: await outcome(tx, rows, refused),
      audit: notesOnEach(rows, note, { status: 'confirmed' }),
    };
  },
});

export const rejectFindings = useCase({
  action: 'finding.reject',
  title: '排除发现',
  permission: 'finding.triage',
  input: contract.rejectFindings.body!,
  async run(context, { findings, reason, note }) {
    const { tx, actor, clock } = context;
    const by = {
      decided_by: actor.id,
      decided_by_name: actor.name,
      decided_at: clock.now(),
      note,
      reject_reason: reason,
    };
    const { rows, refused } = await eachChosen(findings, read(tx), (row) =>
      saveFinding(tx, row.id, row.version, { status: move(row.status, 'reject'), automatic: false, ...by }),
    );
    await withdraw(context, rows, note);
    return {
      result: await outcome(tx, rows, refused),
      audit: notesOnEach(rows, note, { status: 'rejected', reason }),
    };
  },
});

/** The pages of merged findings are evidence of the lead that the kept one stands under. */
async function shareEvidence(tx: WriteContext['tx'], rows: readonly FindingRow[], leadId: string) {
  for (const { id, bureau, region } of rows)
    for (const evidenceId of await evidenceIdsOf(tx, id))
      await linkEvidence(tx, { bureau, evidence_id: evidenceId, on_id: leadId, region });
}

export const mergeFindings = useCase({
  action: 'finding.merge',
  title: '并入发现',
  permission: 'finding.triage',
  input: contract.mergeFindings.body!,
  async run({ tx, actor, clock }, { into, findings }) {
    const target = await getFindingRow(tx, into);
    if (target.status === 'merged' || target.status === 'rejected')
      throw new AppError(
        'conflict',
        `不能并入${FINDING_STATUS_NAMES[target.status]}的发现，请选择待甄别或已确认的发现`,
      );
    const by = {
      decided_by: actor.id,
      decided_by_name: actor.name,
      decided_at: clock.now(),
      merged_into: into,
    };
    const { rows, refused } = await eachChosen(findings, read(tx), (row) => {
      if (row.id === into) throw new AppError('conflict', '不能把一条发现并入它自己');
      if (row.site_id !== target.site_id) throw new AppError('conflict', '只能并入同一个主体的发现');
      return saveFinding(tx, row.id, row.version, {
        status: move(row.status, 'merge'),
        lead_id: target.lead_id,
        ...by,
      });
    });
    if (target.lead_id !== null) await shareEvidence(tx, rows, target.lead_id);
    // What was merged into these before goes on with them: a chain ends at the one that is kept.
    for (const row of rows) await followMerged(tx, row.bureau, [row.id]);
    return {
      result: await outcome(tx, rows, refused),
      audit: notesOnEach(rows, '', { status: 'merged', into }),
    };
  },
});

export const reopenFindings = useCase({
  action: 'finding.reopen',
  title: '撤销甄别结论',
  permission: 'finding.triage',
  input: contract.reopenFindings.body!,
  async run(context, { findings, reason }) {
    const { tx } = context;
    const open = {
      decided_by: null,
      decided_by_name: null,
      decided_at: null,
      merged_into: null,
      reject_reason: null,
      automatic: false,
    };
    const { rows, refused } = await eachChosen(findings, read(tx), (row) =>
      saveFinding(tx, row.id, row.version, { status: move(row.status, 'reopen'), ...open }),
    );
    await withdraw(context, rows, reason);
    return {
      result: await outcome(tx, rows, refused),
      audit: notesOnEach(rows, reason, { status: 'pending' }),
    };
  },
});
