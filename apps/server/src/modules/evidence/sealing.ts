import { z } from 'zod';
import { useCase } from '../../platform/use-case.ts';
import { evidenceSealed } from './events.ts';
import { sealEvidenceType } from './job-types.ts';
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
  async run({ tx, clock, events }, { evidenceId, ...sealed }) {
    const row = await getEvidenceRow(tx, evidenceId);
    // Sealed once for good: a second worker that was slower changes nothing.
    if (row.status === 'sealed') return { result: null, audit: 'machine work' };
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
    await events.emit(evidenceSealed, { bureau: row.bureau, evidenceId });
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
    if (row.status === 'sealed') return { result: null, audit: 'machine work' };
    await updateEvidence(tx, row, { status: 'failed', failure: why });
    return { result: null, audit: { on: evidenceId, why } };
  },
});

/** Puts it back into the queue, without the loss of a try, for what is not its fault (a stop, a full disk). */
export const postponeSealing = useCase({
  action: 'evidence.postpone',
  title: '推迟固定证据',
  permission: 'evidence.capture',
  input: EvidenceId.extend({ why: z.string().nullable(), seconds: z.number() }),
  async run({ tx, jobs, clock }, { evidenceId, why, seconds }) {
    const row = await getEvidenceRow(tx, evidenceId);
    if (row.status === 'sealed') return { result: undefined, audit: 'machine work' };
    await updateEvidence(tx, row, { status: 'queued', failure: why });
    const runAt = new Date(clock.now().getTime() + seconds * 1000);
    await jobs.add(sealEvidenceType, { evidenceId }, { key: `seal:${evidenceId}`, runAt });
    return { result: undefined, audit: 'machine work' };
  },
});
