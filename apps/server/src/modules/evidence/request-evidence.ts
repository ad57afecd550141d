import type { WriteContext } from '../../platform/use-case.ts';
import { sealEvidenceType } from './job-types.ts';
import { findByRecord, insertEvidence, linkEvidence } from './store.ts';

/** A page that stands in a WARC file of the store, and the record that it is evidence for. */
export interface EvidenceRequest {
  readonly bureau: string;
  readonly region: string;
  readonly siteId: string | null;
  readonly url: string;
  readonly title: string;
  readonly fetchedAt: Date;
  readonly warc: { readonly blob: string; readonly offset: number; readonly length: number };
  readonly charset: string | null;
  readonly terms: readonly string[];
  /** Ids of the finding and lead. */
  readonly on: readonly string[];
}

/**
 * Asks for a page to be sealed; returns the evidence's id at once, a job seals it after the commit. The same fetched
 * page is sealed once, however often it is asked for.
 */
export async function requestEvidence(
  { tx, jobs, newId, clock, actor }: Pick<WriteContext, 'tx' | 'jobs' | 'newId' | 'clock' | 'actor'>,
  request: EvidenceRequest,
): Promise<string> {
  const { bureau, region } = request;
  const known = await findByRecord(tx, bureau, request.warc.blob, request.warc.offset);
  const id = known?.id ?? newId('evidence', bureau);
  if (!known) {
    await insertEvidence(tx, {
      bureau,
      id,
      region,
      site_id: request.siteId,
      url: request.url,
      title: request.title,
      status: 'queued',
      failure: null,
      warc_blob: request.warc.blob,
      warc_offset: request.warc.offset,
      warc_length: request.warc.length,
      charset: request.charset,
      terms: [...request.terms],
      fetched_at: request.fetchedAt,
      queued_at: clock.now(),
      sealed_at: null,
      sealed_by: actor.name,
      bytes: null,
      sha256: null,
      sm3: null,
      file_blob: null,
      screenshot_blob: null,
    });
    await jobs.add(sealEvidenceType, { evidenceId: id }, { key: `seal:${id}` });
  }
  for (const onId of request.on) await linkEvidence(tx, { bureau, evidence_id: id, on_id: onId, region });
  return id;
}
