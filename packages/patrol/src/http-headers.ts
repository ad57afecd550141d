import type { RawHeaders } from '@wangjian/evidence/warc/http-head.ts';

/** Looks up a header; `name` in lower case. */
export function headerOf(headers: RawHeaders, name: string): string | undefined {
  return headers.find(([key]) => key.length === name.length && key.toLowerCase() === name)?.[1];
}
