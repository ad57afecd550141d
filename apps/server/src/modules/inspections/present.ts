import type { RegionTree } from '@wangjian/core/regions.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import { siteLabels } from '../registry/service.ts';
import type { AttachmentRow, CellRow } from './cell-store.ts';
import type { Attachment, Cell, InspectionItem, Rectification } from './contract.ts';
import { allowedOnRectification } from './rectifications/rectification-lifecycle.ts';
import type { RectificationRow } from './rectifications/rectification-store.ts';
import type { InspectionRow } from './store.ts';

type ListedRow = InspectionRow & { readonly problems: number | null };

/** Inspections as lists show them, with the names of their sites. */
export async function presentInspections(
  tx: ScopedTx,
  regions: RegionTree,
  rows: readonly ListedRow[],
): Promise<InspectionItem[]> {
  const labels = await siteLabels(
    tx,
    rows.map(({ bureau }) => bureau),
    rows.flatMap(({ site_id }) => site_id ?? []),
  );
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    subject: row.subject,
    status: row.status,
    source: row.source,
    siteId: row.site_id,
    siteName: row.site_id === null ? null : (labels.get(row.site_id)?.name ?? null),
    leadId: row.lead_id,
    drawId: row.draw_id,
    party: row.party,
    uscc: row.uscc,
    region: row.region,
    regionName: regions.find(row.region)?.name ?? row.region,
    onlineTask: row.online_task,
    onSiteTask: row.on_site_task,
    dueOn: row.due_on,
    onlineOn: row.online_on,
    onSiteOn: row.on_site_on,
    orgName: row.org_name,
    officer: row.officer_name,
    secondOfficer: row.second_officer_name,
    outcome: row.outcome,
    problems: row.problems ?? 0,
    createdAt: row.created_at.toISOString(),
    version: row.version,
  }));
}

export function presentCell(row: CellRow): Cell {
  return {
    key: row.key,
    result: row.result,
    words: row.words,
    violations: row.violations,
    prefilled: row.prefilled,
    version: row.version,
    by: row.officer_name,
    at: row.filled_at.toISOString(),
  };
}

export function presentAttachment(row: AttachmentRow): Attachment {
  return {
    id: row.id,
    kind: row.kind,
    key: row.key,
    role: row.role,
    signer: row.signer,
    current: row.superseded_at === null,
    fileName: row.file_name,
    bytes: row.bytes,
    sha256: row.sha256,
    takenAt: row.taken_at.toISOString(),
    latitude: row.latitude,
    longitude: row.longitude,
    accuracy: row.accuracy,
    place: row.place,
    note: row.note,
    late: row.late,
    withdrawnWhy: row.withdrawn_why,
    by: row.officer_name,
    uploadedAt: row.uploaded_at.toISOString(),
  };
}

/** One thing to be put right; `today` decides whether its time is over. */
export function presentRectification(row: RectificationRow, today: string, mayWrite: boolean): Rectification {
  return {
    id: row.id,
    inspectionId: row.inspection_id,
    kind: row.kind,
    status: row.status,
    key: row.key,
    words: row.words,
    url: row.url,
    findingId: row.finding_id,
    dueOn: row.due_on,
    overdue: row.closed_on === null && row.due_on < today,
    beforeEvidenceId: row.before_evidence_id,
    beforeAttachmentId: row.before_attachment_id,
    afterEvidenceId: row.after_evidence_id,
    afterAttachmentId: row.after_attachment_id,
    patrolId: row.patrol_id,
    checkedAt: row.checked_at?.toISOString() ?? null,
    checks: row.checks,
    lastResult: row.last_result,
    closedOn: row.closed_on,
    closedBy: row.closed_by_name,
    allowed: mayWrite ? (allowedOnRectification(row.status) as Rectification['allowed']) : [],
    version: row.version,
  };
}
