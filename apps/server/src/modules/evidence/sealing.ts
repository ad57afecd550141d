import { z } from 'zod';
import { useCase } from '../../platform/use-case.ts';
import { getEvidenceRow, updateEvidence } from './store.ts';

const EvidenceId = z.object({ evidenceId: z.string() });

/** Marks a piece of evidence as being sealed and returns what is to be sealed; null when it is sealed already. */
export const beginSealing = useCase({
  action: 'evidence.begin',
  title: '开始固定证据',
  permission: 'evidence.capture',
  input: EvidenceId,
  async run({ tx }, { evidenceId }) {
    const row = await getEvidenceRow(tx, evidenceId);
    if (row.status === 'sealed') return { result: null, audit: { on: evidenceId } };
    await updateEvidence(tx, row, { status: 'sealing', attempts: row.attempts + 1, failure: null });
    return {
      result: {
        warcBlob: row.warc_blob,
        offset: row.warc_offset,
        length: row.warc_length,
        charset: row.charset,
        terms: row.terms,
      },
      audit: { on: evidenceId },
    };
  },
});

/** Writes the sealed file into the record. */
export const finishSealing = useCase({
  action: 'evidence.seal',
  title: '固定证据',
  permission: 'evidence.capture',
  input: EvidenceId.extend({
    fileBlob: z.string(),
    screenshotBlob: z.string(),
    bytes: z.int(),
    sha256: z.string(),
    sm3: z.string(),
    title: z.string(),
    environment: z.record(z.string(), z.string()),
  }),
  async run({ tx, clock }, { evidenceId, ...sealed }) {
    const row = await getEvidenceRow(tx, evidenceId);
    await updateEvidence(tx, row, {
      status: 'sealed',
      sealed_at: clock.now(),
      file_blob: sealed.fileBlob,
      screenshot_blob: sealed.screenshotBlob,
      bytes: sealed.bytes,
      sha256: sealed.sha256,
      sm3: sealed.sm3,
      title: row.title || sealed.title,
      environment: JSON.stringify(sealed.environment),
    });
    return { result: null, audit: { on: evidenceId, after: { sha256: sealed.sha256, sm3: sealed.sm3 } } };
  },
});

/** Says in the record why it could not be sealed; an officer may try again. */
export const failSealing = useCase({
  action: 'evidence.fail',
  title: '固定证据失败',
  permission: 'evidence.capture',
  input: EvidenceId.extend({ why: z.string() }),
  async run({ tx }, { evidenceId, why }) {
    const row = await getEvidenceRow(tx, evidenceId);
    await updateEvidence(tx, row, { status: 'failed', failure: why });
    return { result: null, audit: { on: evidenceId, why } };
  },
});
