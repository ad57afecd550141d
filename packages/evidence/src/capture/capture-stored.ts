import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress, constants, gunzip, inflate, inflateRaw, zstdDecompress } from 'node:zlib';
import { AppError } from '@wangjian/core/errors.ts';
import type { Browser, Request } from 'playwright-core';
import { type AddressPolicy, GuardedProxy } from '../browser/guarded-proxy.ts';
import { readWarcRecord, type StoredRecord } from '../warc/warc-reader.ts';
import type { WarcLocation } from '../warc/warc-writer.ts';
import type { Capture, CaptureCircumstances, CaptureStep, Mark } from './capture.ts';
import { describeEnvironment } from './environment.ts';
import { PageRecorder, type RecorderLimits } from './page-recorder.ts';
import { readOnce } from './page-view.ts';

/** A response record that a patrol stored: the folder of its WARC files and the place inside. */
export interface StoredSource {
  readonly folder: string;
  readonly location: WarcLocation;
}

/** How a stored response is to be rendered. */
export interface StoredOptions {
  readonly browser: Browser;
  readonly circumstances?: CaptureCircumstances;
  readonly mark?: Mark;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** The charset in which the page was read, when it is not the one that the server declared. */
  readonly charset?: string;
  /**
   * Style sheets, pictures and fonts may be fetched now from addresses that this permits, so that the picture shows
   * the page as a consumer sees it; they are recorded with their own time. Without it the network is cut off.
   */
  readonly dress?: AddressPolicy;
}

/** What a page wears; documents, scripts and calls stay inside. */
const DRESS: ReadonlySet<string> = new Set(['stylesheet', 'image', 'font']);
const DRESS_MS = 12_000;
const DRESS_LIMITS: RecorderLimits = { bodyBytes: 4 * 1024 * 1024, totalBytes: 24 * 1024 * 1024 };
const VIEWPORT = { width: 1366, height: 900 };
const MAX_DECODED = 64 * 1024 * 1024;
/** Types that the browser shows in its window; anything else is shown as text. */
const SHOWABLE = /^(text\/|image\/|application\/(xhtml\+xml|xml|json|javascript))/i;

/** Undoes the content codings; a body that was cut short gives what can be had of it. */
async function decode(payload: Buffer, coding: string): Promise<Buffer> {
  const limit = { maxOutputLength: MAX_DECODED, finishFlush: constants.Z_SYNC_FLUSH };
  let body = payload;
  for (const one of coding.toLowerCase().split(',').reverse()) {
    const name = one.trim();
    if (name === 'gzip' || name === 'x-gzip') body = await promisify(gunzip)(body, limit);
    else if (name === 'br') {
      body = await promisify(brotliDecompress)(body, {
        maxOutputLength: MAX_DECODED,
        finishFlush: constants.BROTLI_OPERATION_FLUSH,
      });
    } else if (name === 'zstd')
      body = await promisify(zstdDecompress)(body, { maxOutputLength: MAX_DECODED });
    else if (name === 'deflate') {
      // Servers send either form under this name.
      const zlibWrapped = (body[0]! & 0x0f) === 8;
      body = await promisify(zlibWrapped ? inflate : inflateRaw)(body, limit);
    }
  }
  return body;
}

async function memberBytes(source: StoredSource): Promise<Buffer> {
  const file = await open(join(source.folder, source.location.file), 'r');
  try {
    const bytes = Buffer.alloc(source.location.length);
    await file.read(bytes, 0, bytes.length, source.location.offset);
    return bytes;
  } finally {
    await file.close();
  }
}

function responseOf(record: StoredRecord): {
  url: URL;
  http: NonNullable<StoredRecord['http']>;
  date: Date;
  status: number;
} {
  const address = record.headers.get('warc-target-uri') ?? '';
  if (record.headers.get('warc-type') !== 'response' || !record.http || !URL.canParse(address)) {
    throw new AppError(
      'invalid_input',
      `存档中的这条记录不是网页响应，无法据以固证（${address || '没有网址'}）`,
    );
  }
  const url = new URL(address);
  url.hash = '';
  const status = Number(/^HTTP\/\S+ (\d{3})/.exec(record.http.startLine)?.[1] ?? 0);
  return { url, http: record.http, date: new Date(record.headers.get('warc-date') ?? 0), status };
}

/**
 * Fixes a page from the response that a patrol stored, so that the evidence is exactly what was screened: the WARC
 * record is taken over byte for byte, and the picture is made by rendering that response with scripts off and the
 * network cut off (or, with `dress`, open only for style sheets, pictures and fonts). Throws AppError `not_found` when the record cannot be read, `invalid_input` when it is no response.
 */
export async function captureStored(source: StoredSource, options: StoredOptions): Promise<Capture> {
  const bytes = await memberBytes(source);
  const record = await readWarcRecord(source.folder, source.location);
  const { url, http, date, status } = responseOf(record);
  const steps: CaptureStep[] = [];
  const step = (what: string) => steps.push({ at: new Date(), what });
  step(`读取巡查存档 ${source.location.file} 第 ${source.location.offset} 字节起的响应记录`);
  const body = await decode(http.payload, http.headers.get('content-encoding') ?? '');
  const mime = shownType(http.headers.get('content-type') ?? 'text/html', options.charset, step);
  const viewport = options.viewport ?? VIEWPORT;
  const proxy = await GuardedProxy.start(options.dress ?? { permits: () => false });
  const context = await options.browser.newContext({
    viewport,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    javaScriptEnabled: false,
    serviceWorkers: 'block',
    acceptDownloads: false,
    proxy: { server: proxy.url, bypass: '<-loopback>' },
  });
  try {
    const page = await context.newPage();
    const goesOut = (request: Request) => options.dress !== undefined && DRESS.has(request.resourceType());
    const recorder = new PageRecorder(context, proxy, DRESS_LIMITS, (request) => !goesOut(request));
    let served = false;
    await page.route('**/*', async (route) => {
      // The stored response answers once; everything else, a later reload included, meets a cut network.
      if (goesOut(route.request())) return route.continue();
      if (served || !route.request().isNavigationRequest() || route.request().url() !== url.href) {
        // A refused navigation must leave the page standing, not put the browser's error page in its place.
        return route.abort(route.request().isNavigationRequest() ? 'aborted' : 'internetdisconnected');
      }
      served = true;
      return route.fulfill({ status: 200, contentType: SHOWABLE.test(mime) ? mime : 'text/plain', body });
    });
    const loaded = page.goto(url.href, { waitUntil: 'load', timeout: options.dress ? DRESS_MS : 30_000 });
    if (options.dress) {
      // A style sheet that never comes must not cost the evidence: the page is taken as it stands by then.
      const whole = await loaded.then(
        () => true,
        () => false,
      );
      await recorder.settle();
      step(
        `停用脚本，按存档内容重现页面；样式、图片和字体共 ${recorder.total} 项为此时另行取得${whole ? '' : '，其中有的没有取到'}`,
      );
    } else {
      await loaded;
      step('断开网络、停用脚本，按存档内容重现页面');
    }
    const view = await readOnce(page, options.mark, step);
    const ip = record.headers.get('warc-ip-address');
    const userAgent = await page.evaluate(() => navigator.userAgent);
    return {
      source: 'stored',
      url: url.href,
      finalUrl: url.href,
      shownUrl: url.href,
      status,
      ...view,
      started: date,
      finished: new Date(),
      redirects: [],
      ...(ip ? { serverAddress: ip } : {}),
      connections: options.dress ? proxy.connections : [],
      requests: { total: 1 + recorder.total, failed: recorder.failed, bodiless: recorder.bodiless },
      environment: await describeEnvironment(options.browser, viewport, userAgent),
      circumstances: options.circumstances ?? {},
      steps,
      warc: [{ bytes, indexed: indexFields(record, url, date, status, mime) }, ...recorder.members],
    };
  } finally {
    await context.close();
    await proxy.close();
  }
}

/** The type under which the stored body is shown: with the charset in which it was read, when the server named another. */
function shownType(declared: string, charset: string | undefined, step: (what: string) => void): string {
  const named = /charset\s*=\s*["']?([\w.:-]+)/i.exec(declared)?.[1];
  if (!charset || !/^text\/html|xhtml/i.test(declared) || named?.toLowerCase() === charset) return declared;
  if (named) step(`网站声明的编码 ${named} 与内容不符，按识别出的 ${charset} 显示`);
  return `${declared.split(';')[0]!.trim()}; charset=${charset}`;
}

function indexFields(record: StoredRecord, url: URL, date: Date, status: number, mime: string) {
  const payloadSha256 = (record.headers.get('warc-payload-digest') ?? '').replace(/^sha256:/, '');
  return { url: url.href, date, status, mime: mime.split(';')[0]!.trim().toLowerCase(), payloadSha256 };
}
