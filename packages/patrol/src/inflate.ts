import { brotliDecompressSync, constants, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { type SoftError, softError } from './soft-error.ts';

/**
 * Undoes the content codings of a body (RFC 9110, 8.4; gzip, deflate, br, up to three one upon the other).
 * A body cut short gives what can be read of it; one that would exceed `maxBytes` is an `inflate-bomb`.
 */
export function inflateBody(
  body: Uint8Array,
  contentEncoding: string,
  maxBytes: number,
): { bytes: Uint8Array } | { error: SoftError } {
  const codings = contentEncoding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim().replace(/^x-/, ''))
    .filter((name) => name !== '' && name !== 'identity' && name !== 'none');
  if (codings.length > 3) return { error: softError('bad-encoding', contentEncoding.slice(0, 60)) };
  let bytes = body;
  for (const coding of codings.reverse()) {
    const runner = runnerFor(coding, bytes);
    if (runner === 'plain') continue;
    if (!runner) return { error: softError('bad-encoding', coding.slice(0, 30)) };
    try {
      bytes = runner(bytes, maxBytes);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      return { error: softError(code === 'ERR_BUFFER_TOO_LARGE' ? 'inflate-bomb' : 'bad-encoding', coding) };
    }
  }
  return { bytes };
}

type Runner = (bytes: Uint8Array, maxBytes: number) => Uint8Array;

function runnerFor(coding: string, bytes: Uint8Array): Runner | 'plain' | undefined {
  const flush = { finishFlush: constants.Z_SYNC_FLUSH };
  if (bytes.length === 0) return 'plain';
  if (coding === 'gzip') {
    // Some servers name gzip and send the page as it is.
    if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return 'plain';
    return (data, maxOutputLength) => gunzipSync(data, { ...flush, maxOutputLength });
  }
  if (coding === 'deflate') {
    const zlibWrapped =
      (bytes[0]! & 0x0f) === 8 && bytes.length > 1 && (bytes[0]! * 256 + bytes[1]!) % 31 === 0;
    const runner = zlibWrapped ? inflateSync : inflateRawSync;
    return (data, maxOutputLength) => runner(data, { ...flush, maxOutputLength });
  }
  if (coding === 'br') {
    const finishFlush = constants.BROTLI_OPERATION_FLUSH;
    return (data, maxOutputLength) => brotliDecompressSync(data, { finishFlush, maxOutputLength });
  }
  return undefined;
}
