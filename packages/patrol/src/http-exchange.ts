import type { RawHeaders } from '@wangjian/evidence/warc/http-head.ts';
import type { WarcTruncation } from '@wangjian/evidence/warc/warc-record.ts';
import type { Dispatcher } from 'undici';
// Its parts by name: all of undici is twelve times as much to load, and to keep in memory.
import buildConnector from 'undici/lib/core/connect.js';
import Agent from 'undici/lib/dispatcher/agent.js';
import type { AddressGuard } from './address-guard.ts';
import { headerOf } from './http-headers.ts';
import type { PatrolLimits } from './limits.ts';

/** One request and its answer, as they went over the wire. */
export interface Exchange {
  readonly url: URL;
  readonly requestHeaders: RawHeaders;
  readonly status: number;
  readonly reason: string;
  readonly responseHeaders: RawHeaders;
  /** As received: chunked coding removed, content coding (gzip …) left. */
  readonly body: Buffer;
  /** Why the body is not whole. */
  readonly truncated: WarcTruncation | undefined;
  /** True when the headers already said that this is no page, and the body was not taken. */
  readonly bodySkipped: boolean;
  /** Numeric address that was connected to. */
  readonly ip: string | undefined;
}

export interface ExchangeOptions {
  readonly signal?: AbortSignal | undefined;
  readonly cookie?: string | undefined;
  readonly maxBytes?: number;
  /** Asked once the headers are there: false leaves the body. */
  readonly wantsBody?: (status: number, contentType: string) => boolean;
}

/** Opens connections for one run: its own pool, every socket through the address guard, no redirects followed. */
export class HttpClient {
  private readonly limits: PatrolLimits;
  private readonly userAgent: string;
  private readonly agent: Agent;
  private readonly addresses = new Map<string, string>();

  constructor(guard: AddressGuard, limits: PatrolLimits, userAgent: string) {
    this.limits = limits;
    this.userAgent = userAgent;
    const connect = buildConnector({ lookup: guard.lookup, timeout: limits.connectMs, allowH2: false });
    this.agent = new Agent({
      allowH2: false,
      pipelining: 1,
      connections: 4,
      headersTimeout: limits.headersMs,
      bodyTimeout: limits.idleMs,
      maxHeaderSize: 65_536,
      // A wrong Content-Length is the site's mistake; the page is still there.
      strictContentLength: false,
      connect: (options, done) =>
        connect(options, (...result) => {
          const address = result[1]?.remoteAddress;
          if (address) this.noteAddress(options.host ?? options.hostname, address);
          done(...result);
        }),
    });
  }

  /** The address that the host (`name:port`) was last connected at. */
  addressOf(host: string): string | undefined {
    return this.addresses.get(host);
  }

  async close(): Promise<void> {
    await this.agent.destroy();
  }

  /** GETs one address. Rejects with an error of the network stack; a body cut by a cap is an answer all the same. */
  get(url: URL, options: ExchangeOptions = {}): Promise<Exchange> {
    const headers: [string, string][] = [
      ['Host', url.host],
      ['User-Agent', this.userAgent],
      ['Accept', 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.5'],
      ['Accept-Language', 'zh-CN,zh;q=0.9,en;q=0.3'],
      ['Accept-Encoding', 'gzip, deflate, br'],
    ];
    if (options.cookie) headers.push(['Cookie', options.cookie]);
    return new Promise((resolve, reject) => {
      const collector = new Collector(this, url, headers, options, this.limits, resolve, reject);
      this.agent.dispatch(
        { origin: url.origin, path: url.pathname + url.search, method: 'GET', headers: headers.flat() },
        collector,
      );
    });
  }

  private noteAddress(host: string, address: string): void {
    if (this.addresses.size > 20_000) this.addresses.clear();
    this.addresses.set(host, address);
  }
}

/** Gathers one answer within the caps. */
class Collector implements Dispatcher.DispatchHandler {
  private readonly client: HttpClient;
  private readonly url: URL;
  private readonly requestHeaders: RawHeaders;
  private readonly options: ExchangeOptions;
  private readonly maxBytes: number;
  private readonly resolve: (exchange: Exchange) => void;
  private readonly reject: (error: unknown) => void;
  private readonly timer: NodeJS.Timeout;
  private controller: Dispatcher.DispatchController | undefined;
  private status = 0;
  private reason = '';
  private responseHeaders: RawHeaders = [];
  private chunks: Buffer[] = [];
  private received = 0;
  private truncated: WarcTruncation | undefined;
  private bodySkipped = false;
  private finished = false;
  private stopReason: Error | undefined;

  constructor(
    client: HttpClient,
    url: URL,
    requestHeaders: RawHeaders,
    options: ExchangeOptions,
    limits: PatrolLimits,
    resolve: (exchange: Exchange) => void,
    reject: (error: unknown) => void,
  ) {
    this.client = client;
    this.url = url;
    this.requestHeaders = requestHeaders;
    this.options = options;
    this.maxBytes = options.maxBytes ?? limits.bodyBytes;
    this.resolve = resolve;
    this.reject = reject;
    this.timer = setTimeout(() => this.stop('time', timeoutError()), limits.totalMs);
    options.signal?.addEventListener('abort', this.onAbort, { once: true });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.stopReason) controller.abort(this.stopReason);
    else if (this.options.signal?.aborted) this.onAbort();
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number, _: unknown, reason = ''): void {
    if (status < 200) return;
    this.status = status;
    this.reason = reason;
    this.responseHeaders = pairs(controller.rawHeaders);
    const contentType = headerOf(this.responseHeaders, 'content-type') ?? '';
    if (this.options.wantsBody && !this.options.wantsBody(status, contentType)) {
      this.bodySkipped = true;
      this.stop('unspecified', new Error('body not wanted'));
    }
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.truncated) return;
    const room = this.maxBytes - this.received;
    this.chunks.push(chunk.length > room ? chunk.subarray(0, room) : chunk);
    this.received += Math.min(room, chunk.length);
    if (chunk.length > room) this.stop('length', new Error('body too large'));
  }

  onResponseEnd(): void {
    this.finish();
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    if (this.options.signal?.aborted) this.fail(this.options.signal.reason);
    else if (this.status === 0) this.fail(this.stopReason ?? error);
    else {
      const { code } = error as NodeJS.ErrnoException;
      this.truncated ??= code === 'UND_ERR_BODY_TIMEOUT' ? 'time' : 'disconnect';
      if (this.received === 0 && !this.bodySkipped) this.fail(this.stopReason ?? error);
      else this.finish();
    }
  }

  private readonly onAbort = (): void => {
    const reason = this.options.signal?.reason as Error;
    this.controller?.abort(reason);
    this.fail(reason);
  };

  /** Ends the exchange from our side; what is there already stays. */
  private stop(why: WarcTruncation, reason: Error): void {
    if (this.finished) return;
    this.truncated = why;
    this.stopReason = reason;
    // undici tells a handler of its own abort only when it has begun; before that there is nothing to wait for.
    if (!this.controller) this.fail(reason);
    this.controller?.abort(reason);
  }

  private finish(): void {
    if (this.finished) return;
    this.settle();
    const [first] = this.chunks;
    this.resolve({
      url: this.url,
      requestHeaders: this.requestHeaders,
      status: this.status,
      reason: this.reason,
      responseHeaders: this.responseHeaders,
      body: this.chunks.length === 1 && first ? first : Buffer.concat(this.chunks, this.received),
      truncated: this.truncated,
      bodySkipped: this.bodySkipped,
      ip: this.client.addressOf(this.url.host),
    });
  }

  private fail(error: unknown): void {
    if (this.finished) return;
    this.settle();
    this.reject(error);
  }

  private settle(): void {
    this.finished = true;
    clearTimeout(this.timer);
    this.options.signal?.removeEventListener('abort', this.onAbort);
  }
}

function timeoutError(): Error {
  return Object.assign(new Error('exchange took too long'), { code: 'WJ_TIMEOUT' });
}

function pairs(raw: Dispatcher.DispatchController['rawHeaders']): RawHeaders {
  const headers: [string, string][] = [];
  if (!Array.isArray(raw)) return headers;
  for (let i = 0; i + 1 < raw.length; i += 2) headers.push([latin1(raw[i]!), latin1(raw[i + 1]!)]);
  return headers;
}

function latin1(value: Buffer | string): string {
  return typeof value === 'string' ? value : value.toString('latin1');
}
