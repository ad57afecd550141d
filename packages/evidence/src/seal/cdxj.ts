import type { WarcMember } from '../capture/capture.ts';
import { surt } from './surt.ts';

/** `YYYYMMDDhhmmss` in UTC, the timestamp of CDX files. */
function cdxTimestamp(date: Date): string {
  return date.toISOString().replace(/\D/g, '').slice(0, 14);
}

/** CDXJ index of the WARC file `filename` whose records lie one behind the other as given; sorted, one line a record. */
export function cdxjIndex(members: readonly WarcMember[], filename: string): string {
  const lines: string[] = [];
  let offset = 0;
  for (const { bytes, indexed } of members) {
    if (indexed) {
      const fields = {
        url: indexed.url,
        mime: indexed.mime,
        status: String(indexed.status),
        digest: `sha256:${indexed.payloadSha256}`,
        length: String(bytes.length),
        offset: String(offset),
        filename,
      };
      lines.push(`${surt(indexed.url)} ${cdxTimestamp(indexed.date)} ${JSON.stringify(fields)}`);
    }
    offset += bytes.length;
  }
  return lines
    .sort((a, b) => (a < b ? -1 : 1))
    .map((line) => `${line}\n`)
    .join('');
}
