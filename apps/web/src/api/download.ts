import type { Endpoint } from '@wangjian/core/endpoint.ts';
import { addressOf, request } from './call.ts';
import { fileNameOf } from './file-name.ts';

/**
 * Fetches a file and hands it to the browser to save, under the server's file name; throws ApiError instead of
 * leaving the officer on an error page, as a plain link would.
 */
export async function download(
  endpoint: Pick<Endpoint, 'method' | 'path'>,
  input: { params?: Readonly<Record<string, unknown>>; query?: Readonly<Record<string, unknown>> } = {},
): Promise<void> {
  const answer = await request(endpoint.method, addressOf(endpoint.path, input.params, input.query));
  const url = URL.createObjectURL(await answer.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = fileNameOf(answer.headers.get('content-disposition')) ?? '下载';
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
