import { requestHead, responseHead } from '@wangjian/evidence/warc/http-head.ts';
import { newRecordId, type WarcRecord } from '@wangjian/evidence/warc/warc-record.ts';
import type { WarcLocation } from '@wangjian/evidence/warc/warc-writer.ts';
import type { DatedExchange } from './page-fetcher.ts';

/** Where records go; `WarcWriter` is one. */
export interface RecordKeeper {
  append(records: readonly WarcRecord[]): Promise<WarcLocation[]>;
}

const NO_BODY = new Uint8Array(0);

/** Keeps every hop as a response and a request record; returns where the last response is. */
export async function keepExchanges(
  keeper: RecordKeeper,
  hops: readonly DatedExchange[],
  lastSha256: string | undefined,
): Promise<WarcLocation> {
  const records = hops.flatMap((hop, index) =>
    recordsOf(hop, index === hops.length - 1 ? lastSha256 : undefined),
  );
  const locations = await keeper.append(records);
  return locations[locations.length - 2]!;
}

function recordsOf(hop: DatedExchange, payloadSha256: string | undefined): WarcRecord[] {
  const id = newRecordId();
  const targetUri = hop.url.href;
  const head = responseHead(hop.status, hop.reason, hop.responseHeaders, hop.body.length);
  return [
    {
      type: 'response',
      id,
      date: hop.date,
      targetUri,
      head,
      payload: hop.body,
      ...(payloadSha256 ? { payloadSha256 } : {}),
      ...(hop.ip ? { ip: hop.ip } : {}),
      ...(hop.truncated ? { truncated: hop.truncated } : {}),
    },
    {
      type: 'request',
      date: hop.date,
      targetUri,
      head: requestHead(hop.url, hop.requestHeaders),
      payload: NO_BODY,
      concurrentTo: id,
    },
  ];
}
