import { createHash } from 'node:crypto';
import type { BrowserContext, Request, Response } from 'playwright-core';
import type { GuardedProxy } from '../browser/guarded-proxy.ts';
import { encodeWarcRecord, newRecordId } from '../warc/warc-record.ts';
import type { WarcMember } from './capture.ts';

type Header = readonly [name: string, value: string];

/** Headers that described the bytes on the wire; the browser hands over the body decoded (as other WARC makers do). */
const OF_THE_WIRE = new Set(['content-encoding', 'transfer-encoding', 'content-length']);
const NO_BODY = new Set([101, 204, 205, 304]);

function headLines(first: string, headers: readonly Header[]): Buffer {
  const lines = headers.map(([name, value]) => `${name}: ${value.replace(/[\r\n\0]+/g, ' ')}\r\n`);
  return Buffer.from(`${first}\r\n${lines.join('')}\r\n`, 'utf8');
}

function pairs(headers: readonly { name: string; value: string }[]): Header[] {
  return headers.filter(({ name }) => !name.startsWith(':')).map(({ name, value }) => [name, value] as const);
}

function requestHead(request: Request, headers: readonly Header[]): Buffer {
  const { pathname, search, host } = new URL(request.url());
  const named = headers.some(([name]) => name.toLowerCase() === 'host')
    ? headers
    : [['Host', host] as const, ...headers];
  return headLines(`${request.method()} ${pathname}${search} HTTP/1.1`, named);
}

/** Status line and headers of a decoded response: what no longer fits the body is kept under `X-Orig-…`. */
function responseHead(response: Response, headers: readonly Header[], bodyBytes: number): Buffer {
  const kept = headers.map(([name, value]): Header => {
    return OF_THE_WIRE.has(name.toLowerCase()) ? [`X-Orig-${name}`, value] : [name, value];
  });
  return headLines(`HTTP/1.1 ${response.status()} ${response.statusText()}`, [
    ...kept,
    ['Content-Length', String(bodyBytes)],
  ]);
}

/** Limits on what one page may pour into the record. */
export interface RecorderLimits {
  /** Bytes of one body; longer ones are cut and marked `WARC-Truncated: length`. */
  readonly bodyBytes: number;
  /** Bytes of all bodies; what comes later is kept without body. */
  readonly totalBytes: number;
}

/** Turns every request and response of a browser context into WARC records, in the order in which they finished. */
export class PageRecorder {
  readonly members: WarcMember[] = [];
  total = 0;
  failed = 0;
  bodiless = 0;
  private bytes = 0;
  private readonly limits: RecorderLimits;
  private readonly proxy: GuardedProxy;
  private readonly pending = new Set<Promise<void>>();

  /** `skips` names requests that are not recorded, because they did not go out. */
  constructor(
    context: BrowserContext,
    proxy: GuardedProxy,
    limits: RecorderLimits,
    skips: (request: Request) => boolean = () => false,
  ) {
    this.proxy = proxy;
    this.limits = limits;
    context.on('requestfinished', (request) => {
      if (!skips(request)) this.track(this.record(request));
    });
    context.on('requestfailed', (request) => {
      if (skips(request)) return;
      this.total += 1;
      this.failed += 1;
      // A redirect's own response, a cut-off download: the head is known even though the request failed.
      this.track(this.recordHeadOnly(request));
    });
  }

  /** Waits until everything that has finished so far is recorded. */
  async settle(): Promise<void> {
    while (this.pending.size > 0) await Promise.all(this.pending);
  }

  private track(work: Promise<void>): void {
    // The page may be closed while a body is being read; such a request counts as one without body.
    const guarded = work.catch(() => {
      this.bodiless += 1;
    });
    this.pending.add(guarded);
    guarded.finally(() => this.pending.delete(guarded));
  }

  private async record(request: Request): Promise<void> {
    this.total += 1;
    const response = await request.response();
    if (!response) return;
    await this.add(request, response, await this.bodyOf(response));
  }

  private async recordHeadOnly(request: Request): Promise<void> {
    const response = await request.response();
    if (response) await this.add(request, response, undefined);
  }

  private async bodyOf(response: Response): Promise<Buffer | undefined> {
    const status = response.status();
    if (NO_BODY.has(status) || (status >= 300 && status < 400)) return Buffer.alloc(0);
    // The browser drops bodies of pages that were left and of streams; the head is still worth keeping.
    return response.body().catch(() => undefined);
  }

  private async add(request: Request, response: Response, body: Buffer | undefined): Promise<void> {
    if (!/^https?:/.test(request.url())) return;
    const room = Math.min(this.limits.bodyBytes, this.limits.totalBytes - this.bytes);
    const payload = body?.subarray(0, Math.max(0, room)) ?? Buffer.alloc(0);
    const cut = body !== undefined && payload.length < body.length;
    if (body === undefined) this.bodiless += 1;
    this.bytes += payload.length;
    const url = new URL(request.url());
    url.hash = '';
    const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
    const ip = this.proxy.addressOf(url.hostname.replace(/^\[|\]$/g, ''), port);
    const started = request.timing().startTime;
    const shared = {
      date: new Date(started > 0 ? started : Date.now()),
      targetUri: url.href,
      ...(ip ? { ip } : {}),
    };
    const id = newRecordId();
    const responseHeaders = pairs(await response.headersArray());
    const payloadSha256 = createHash('sha256').update(payload).digest('hex');
    const asked = request.postDataBuffer() ?? Buffer.alloc(0);
    const [responseBytes, requestBytes] = await Promise.all([
      encodeWarcRecord({
        type: 'response',
        id,
        ...shared,
        head: responseHead(response, responseHeaders, payload.length),
        payload,
        payloadSha256,
        ...(cut
          ? { truncated: 'length' as const }
          : body === undefined
            ? { truncated: 'unspecified' as const }
            : {}),
      }),
      encodeWarcRecord({
        type: 'request',
        ...shared,
        concurrentTo: id,
        head: requestHead(request, pairs(await request.headersArray())),
        payload: asked,
      }),
    ]);
    const mime =
      responseHeaders.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ??
      'application/octet-stream';
    this.members.push(
      {
        bytes: responseBytes,
        indexed: {
          url: url.href,
          date: shared.date,
          status: response.status(),
          mime: mime.split(';')[0]!.trim().toLowerCase(),
          payloadSha256,
        },
      },
      { bytes: requestBytes },
    );
  }
}
