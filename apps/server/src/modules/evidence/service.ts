import { AppError } from '@wangjian/core/errors.ts';
import { verifyWacz } from '@wangjian/evidence/verify/verify-wacz.ts';
import type { z } from 'zod';
import { readCase, useCase } from '../../platform/use-case.ts';
import * as contract from './contract.ts';
import { sealEvidenceType } from './job-types.ts';
import { withEvidenceFile } from './seal-page.ts';
import { type EvidenceRow, getEvidenceRow, listEvidenceRows, updateEvidence } from './store.ts';

export { requestEvidence } from './request-evidence.ts';
export {
  evidenceFiles,
  evidenceIdsOf,
  evidencePictures,
  evidenceStates,
  linkEvidence,
  moveEvidenceLinks,
} from './store.ts';

function present(row: EvidenceRow): z.input<typeof contract.Evidence> {
  return {
    id: row.id,
    siteId: row.site_id,
    url: row.url,
    title: row.title,
    status: row.status,
    failure: row.failure,
    fetchedAt: row.fetched_at.toISOString(),
    sealedAt: row.sealed_at?.toISOString() ?? null,
    sealedBy: row.sealed_by,
    bytes: row.bytes,
    sha256: row.sha256,
    sm3: row.sm3,
    hasScreenshot: row.screenshot_blob !== null,
    environment: row.environment as Record<string, string>,
  };
}

export const listEvidence = readCase({
  action: 'evidence.list',
  title: '查看证据列表',
  permission: 'evidence.read',
  input: contract.listEvidence.query!,
  async run({ tx }, { siteId, leadId, findingId }) {
    const onId = leadId ?? findingId;
    if (!siteId && !onId) throw new AppError('invalid_input', '请指明主体、线索或发现');
    const items = (await listEvidenceRows(tx, { siteId, onId })).map(present);
    return { result: { items, total: items.length }, audit: 'plain' };
  },
});

export const getEvidence = readCase({
  action: 'evidence.read',
  title: '查看证据',
  permission: 'evidence.read',
  input: contract.getEvidence.params!,
  async run({ tx }, { id }) {
    return { result: present(await getEvidenceRow(tx, id)), audit: 'plain' };
  },
});

function sealedBlob(row: EvidenceRow): string {
  if (row.file_blob === null) throw new AppError('conflict', '证据尚未固定完成，请稍候再下载');
  return row.file_blob;
}

/** The sealed file's place in the store and its name; reading evidence is audited. */
export const downloadEvidence = readCase({
  action: 'evidence.download',
  title: '下载证据',
  permission: 'evidence.read',
  input: contract.downloadEvidence.params!,
  async run({ tx }, { id }) {
    const row = await getEvidenceRow(tx, id);
    return {
      result: {
        blob: sealedBlob(row),
        bytes: row.bytes ?? undefined,
        name: `证据-${new URL(row.url).hostname}-${id.slice(-8)}.wacz`,
      },
      audit: { on: id },
    };
  },
});

export const evidenceScreenshot = readCase({
  action: 'evidence.screenshot',
  title: '查看证据截图',
  permission: 'evidence.read',
  input: contract.evidenceScreenshot.params!,
  async run({ tx }, { id }) {
    const row = await getEvidenceRow(tx, id);
    if (row.screenshot_blob === null) throw new AppError('not_found', '该证据还没有截图，固定完成后再看');
    return { result: { blob: row.screenshot_blob }, audit: 'plain' };
  },
});

/** Checks the sealed file again, as anybody can offline with `wangjian verify`. */
export const verifyEvidence = readCase({
  action: 'evidence.verify',
  title: '校验证据',
  permission: 'evidence.read',
  input: contract.verifyEvidence.params!,
  async run({ tx, files }, { id }) {
    const row = await getEvidenceRow(tx, id);
    const report = await withEvidenceFile(files, sealedBlob(row), verifyWacz);
    return {
      result: { verdict: report.verdict, checks: [...report.checks] },
      audit: { on: id, after: { verdict: report.verdict } },
    };
  },
});

export const retryEvidence = useCase({
  action: 'evidence.retry',
  title: '重新固定证据',
  permission: 'evidence.capture',
  input: contract.retryEvidence.params!,
  async run({ tx, jobs }, { id }) {
    const row = await getEvidenceRow(tx, id);
    // One that waits may have been left behind by a worker that was killed: asking again is harmless.
    if (row.status === 'sealed') throw new AppError('conflict', '该证据已经固定，不需要重新固定');
    await updateEvidence(tx, row, { status: 'queued', failure: null });
    await jobs.add(sealEvidenceType, { evidenceId: id }, { key: `seal:${id}` });
    return { result: present(await getEvidenceRow(tx, id)), audit: { on: id } };
  },
});
