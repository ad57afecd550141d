import { createHash } from 'node:crypto';
import { AppError } from '@wangjian/core/errors.ts';
import type { Browser, BrowserContext, Page, Response } from 'playwright-core';
import { type AddressPolicy, GuardedProxy } from '../browser/guarded-proxy.ts';
import type { Capture, CaptureCircumstances, CaptureStep, Mark, TlsFacts } from './capture.ts';
import { describeEnvironment } from './environment.ts';
import { findTerm } from './find-term.ts';
import { photograph, photographMarked, scrollThrough } from './full-page.ts';
import { PageRecorder } from './page-recorder.ts';

/** How a page is to be fixed. */
export interface CaptureOptions {
  readonly browser: Browser;
  /** Which addresses may be reached: patrol's AddressGuard. There is no default, so that nobody forgets it. */
  readonly policy: AddressPolicy;
  readonly circumstances?: CaptureCircumstances;
  readonly mark?: Mark;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Milliseconds for the page to load; what is there then is taken. Default 30,000. */
  readonly timeout?: number;
  /** Hears each step as it is done, for progress. */
  readonly onStep?: (step: CaptureStep) => void;
}

const VIEWPORT = { width: 1366, height: 900 };
const LIMITS = { bodyBytes: 64 * 1024 * 1024, totalBytes: 256 * 1024 * 1024 };
const QUIET_MS = 5_000;

function checkedUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new AppError('invalid_input', `网址“${text}”无法取证：请填写以 http:// 或 https:// 开头的完整网址`);
  }
  return url;
}

/**
 * Loads a page in the embedded browser and keeps everything about it in memory: each request and response as WARC
 * records, the picture of the whole page, final HTML and text, addresses, TLS and the environment. A page that loads
 * only in part is taken as it is, and the steps say so. Throws AppError `unavailable` when no response came at all,
 * `forbidden` when its address may not be reached.
 */
export async function capturePage(address: string, options: CaptureOptions): Promise<Capture> {
  const url = checkedUrl(address);
  const proxy = await GuardedProxy.start(options.policy);
  try {
    try {
      return await captureThrough(url, options, proxy, undefined);
    } catch (error) {
      // Many shops have an expired certificate. The page is evidence all the same; the record names the defect.
      const problem =
        error instanceof Error ? /net::(ERR_(?:CERT|SSL)_[A-Z_]+)/.exec(error.message)?.[1] : undefined;
      if (!problem?.startsWith('ERR_CERT_')) throw error;
      return await captureThrough(url, options, proxy, problem);
    }
  } catch (error) {
    throw asCaptureError(url, error, proxy);
  } finally {
    await proxy.close();
  }
}

function asCaptureError(url: URL, error: unknown, proxy: GuardedProxy): unknown {
  const reason = error instanceof Error ? /net::(ERR_\w+)/.exec(error.message)?.[1] : undefined;
  if (error instanceof AppError || (!reason && (error as Error).name !== 'TimeoutError')) return error;
  // Behind the proxy the browser only knows that the connection failed; the proxy knows why.
  const cause = reason?.startsWith('ERR_SOCKS')
    ? proxy.connections.findLast((one) => one.outcome !== 'connected')
    : undefined;
  if (cause?.outcome === 'refused-by-guard') {
    return new AppError(
      'forbidden',
      `${cause.host} 的地址 ${cause.address} 属于内网或保留网段，未予访问；确需访问请用 --allow-private 指明网段`,
      { cause: error },
    );
  }
  const why =
    cause?.outcome === 'unresolved' ? '域名无法解析' : (cause && '服务器拒绝连接或没有应答') || reason;
  return new AppError('unavailable', `网页 ${url.href} 打不开：${why ?? '在规定时间内没有响应'}`, {
    cause: error,
  });
}

async function captureThrough(
  url: URL,
  options: CaptureOptions,
  proxy: GuardedProxy,
  tlsProblem: string | undefined,
): Promise<Capture> {
  const viewport = options.viewport ?? VIEWPORT;
  const steps: CaptureStep[] = [];
  const step = (what: string) => {
    const done = { at: new Date(), what };
    steps.push(done);
    options.onStep?.(done);
  };
  const started = new Date();
  const context = await options.browser.newContext({
    viewport,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    // Some sites show an empty page to a browser that calls itself headless.
    userAgent: await plainUserAgent(options.browser),
    serviceWorkers: 'block',
    acceptDownloads: false,
    ignoreHTTPSErrors: tlsProblem !== undefined,
    proxy: { server: proxy.url, bypass: '<-loopback>' },
  });
  try {
    const recorder = new PageRecorder(context, proxy, LIMITS);
    const page = await context.newPage();
    step('打开全新的浏览器上下文');
    if (tlsProblem) step(`证书校验未通过（${tlsProblem}），继续打开并记录`);
    // A script may lead on to another page after the first one has loaded; the last document is the one shown.
    let response: Response | undefined;
    page.on('response', (one) => {
      if (isPageResponse(one, page)) response = one;
    });
    const opened = await open(page, url, options.timeout ?? 30_000, step);
    response ??= opened;
    await quiet(page, step);
    await scrollThrough(page);
    await quiet(page, step);
    const html = await page.content();
    const title = await page.title();
    // biome-ignore lint/performance/useDomNodeTextContent: the record wants the text as a reader sees it
    const text = await page.evaluate(() => document.body?.innerText ?? '');
    step('读取最终页面内容和文字');
    const screenshot = await photograph(page);
    step(`截取整页图像 ${screenshot.width}×${screenshot.height} 像素`);
    const mark = options.mark && (await markTerm(page, options.mark, step));
    await recorder.settle();
    step(`记录网络请求 ${recorder.total} 个`);
    const tls = await tlsFacts(context, page, response, tlsProblem);
    const finalUrl = response.url().replace(/#.*/, '');
    const serverAddress = proxy.addressOf(...hostAndPort(finalUrl));
    return {
      source: 'live',
      url: url.href,
      finalUrl,
      shownUrl: page.url(),
      status: response.status(),
      title,
      text,
      started,
      finished: new Date(),
      redirects: await redirectsOf(response),
      ...(serverAddress ? { serverAddress } : {}),
      connections: proxy.connections,
      ...(tls ? { tls } : {}),
      requests: { total: recorder.total, failed: recorder.failed, bodiless: recorder.bodiless },
      environment: await describeEnvironment(
        options.browser,
        viewport,
        await page.evaluate(() => navigator.userAgent),
      ),
      circumstances: options.circumstances ?? {},
      steps,
      warc: recorder.members,
      screenshot,
      html,
      ...(mark ? { mark } : {}),
    };
  } finally {
    await context.close();
  }
}

async function plainUserAgent(browser: Browser): Promise<string> {
  const page = await browser.newPage();
  try {
    return (await page.evaluate(() => navigator.userAgent)).replace('HeadlessChrome', 'Chrome');
  } finally {
    await page.close();
  }
}

/** Opens the page; a page that never finishes is taken as it stands once its own response is there. */
async function open(page: Page, url: URL, timeout: number, step: (what: string) => void): Promise<Response> {
  const first = page.waitForResponse((response) => isPageResponse(response, page), { timeout });
  // Both promises are awaited below; whichever fails first must not count as unhandled.
  first.catch(() => undefined);
  try {
    const response = await page.goto(url.href, { waitUntil: 'load', timeout });
    if (!response) throw new AppError('unavailable', `网页 ${url.href} 没有返回内容`);
    step(`打开网页，状态码 ${response.status()}`);
    return response;
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'TimeoutError') throw error;
    const response = await first;
    step(`网页在 ${timeout / 1000} 秒内没有全部载入，按已载入的部分固定`);
    return response;
  }
}

function isPageResponse(response: Response, page: Page): boolean {
  const request = response.request();
  const redirect = response.status() >= 300 && response.status() < 400;
  return request.isNavigationRequest() && request.frame() === page.mainFrame() && !redirect;
}

async function quiet(page: Page, step: (what: string) => void): Promise<void> {
  try {
    await page.waitForLoadState('networkidle', { timeout: QUIET_MS });
  } catch {
    step('网页仍有持续的网络活动，不再等待');
  }
}

async function markTerm(
  page: Page,
  mark: Mark,
  step: (what: string) => void,
): Promise<NonNullable<Capture['mark']>> {
  const boxes = await findTerm(page, mark);
  step(boxes.length > 0 ? `在页面上标出“${mark.term}”` : `页面上没有看见“${mark.term}”`);
  if (boxes.length === 0) return { ...mark, found: false, boxes };
  return { ...mark, found: true, boxes, png: await photographMarked(page, boxes) };
}

function hostAndPort(address: string): [host: string, port: number] {
  const url = new URL(address);
  return [url.hostname.replace(/^\[|\]$/g, ''), Number(url.port) || (url.protocol === 'https:' ? 443 : 80)];
}

async function redirectsOf(response: Response): Promise<Capture['redirects']> {
  const chain: { from: string; status: number; to: string }[] = [];
  let request = response.request();
  for (let from = request.redirectedFrom(); from; from = request.redirectedFrom()) {
    chain.unshift({ from: from.url(), status: (await from.response())?.status() ?? 0, to: request.url() });
    request = from;
  }
  return chain;
}

async function tlsFacts(
  context: BrowserContext,
  page: Page,
  response: Response,
  problem: string | undefined,
): Promise<TlsFacts | undefined> {
  const details = await response.securityDetails();
  if (!details) return problem ? { problem } : undefined;
  const day = (seconds: number | undefined) => (seconds ? new Date(seconds * 1000).toISOString() : undefined);
  const session = await context.newCDPSession(page);
  // An experimental call: where a kernel lacks it, the record goes without the fingerprint.
  const { tableNames } = await session
    .send('Network.getCertificate', { origin: new URL(response.url()).origin })
    .catch(() => ({ tableNames: [] as string[] }));
  const leaf = tableNames[0];
  const facts: Record<keyof TlsFacts, string | undefined> = {
    protocol: details.protocol,
    subject: details.subjectName,
    issuer: details.issuer,
    validFrom: day(details.validFrom),
    validTo: day(details.validTo),
    fingerprint: leaf && createHash('sha256').update(Buffer.from(leaf, 'base64')).digest('hex'),
    problem,
  };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value)) as TlsFacts;
}
