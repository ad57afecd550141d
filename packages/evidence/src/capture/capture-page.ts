import { AppError } from '@wangjian/core/errors.ts';
import type { Browser, BrowserContext, Response } from 'playwright-core';
import { type AddressPolicy, GuardedProxy } from '../browser/guarded-proxy.ts';
import type { Capture, CaptureCircumstances, CaptureStep, Mark } from './capture.ts';
import { describeEnvironment } from './environment.ts';
import { PageRecorder } from './page-recorder.ts';
import { isPageResponse, openPage, readView } from './page-view.ts';
import { tlsFacts, watchCertificates } from './tls-facts.ts';

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
  /** Milliseconds for everything after that before the page is given up. Default 90,000. */
  readonly workTime?: number;
  /** Hears each step as it is done, for progress. */
  readonly onStep?: (step: CaptureStep) => void;
}

const VIEWPORT = { width: 1366, height: 900 };
/** Beyond the time to load: for scrolling, pictures and a page whose scripts keep the processor busy. */
const WORK_MS = 90_000;
const LIMITS = { bodyBytes: 64 * 1024 * 1024, totalBytes: 256 * 1024 * 1024 };

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
  const timeout = options.timeout ?? 30_000;
  const context = await options.browser.newContext({
    viewport: options.viewport ?? VIEWPORT,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    // Some sites show an empty page to a browser that calls itself headless.
    userAgent: await plainUserAgent(options.browser),
    serviceWorkers: 'block',
    acceptDownloads: false,
    ignoreHTTPSErrors: tlsProblem !== undefined,
    proxy: { server: proxy.url, bypass: '<-loopback>' },
  });
  let overdue = false;
  // A page whose scripts never yield answers nothing; closing the context ends every call that waits for it.
  const deadline = setTimeout(
    () => {
      overdue = true;
      context.close().catch(() => undefined);
    },
    timeout + (options.workTime ?? WORK_MS),
  );
  try {
    return await fixPage(context, url, options, proxy, tlsProblem);
  } catch (error) {
    if (!overdue) throw error;
    throw new AppError('unavailable', `网页 ${url.href} 的脚本长时间占用浏览器，没有反应，未能固定`, {
      cause: error,
    });
  } finally {
    clearTimeout(deadline);
    await context.close();
  }
}

async function fixPage(
  context: BrowserContext,
  url: URL,
  options: CaptureOptions,
  proxy: GuardedProxy,
  tlsProblem: string | undefined,
): Promise<Capture> {
  const steps: CaptureStep[] = [];
  const step = (what: string) => {
    const done = { at: new Date(), what };
    steps.push(done);
    options.onStep?.(done);
  };
  const started = new Date();
  const recorder = new PageRecorder(context, proxy, LIMITS);
  const page = await context.newPage();
  const certificates = await watchCertificates(page);
  step('打开全新的浏览器上下文');
  if (tlsProblem) step(`证书校验未通过（${tlsProblem}），继续打开并记录`);
  // A script may lead on to another page after the first one has loaded; the last document is the one shown.
  let response: Response | undefined;
  page.on('response', (one) => {
    if (isPageResponse(one, page)) response = one;
  });
  const opened = await openPage(page, url, options.timeout ?? 30_000, step);
  const view = await readView(page, options.mark, step);
  await recorder.settle();
  step(`记录网络请求 ${recorder.total} 个`);
  response ??= opened;
  const finalUrl = response.url().replace(/#.*/, '');
  const serverAddress = proxy.addressOf(...hostAndPort(finalUrl));
  const tls = await tlsFacts(certificates, response, tlsProblem);
  const viewport = options.viewport ?? VIEWPORT;
  return {
    ...view,
    source: 'live',
    url: url.href,
    finalUrl,
    shownUrl: page.url(),
    status: response.status(),
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
  };
}

async function plainUserAgent(browser: Browser): Promise<string> {
  const page = await browser.newPage();
  try {
    return (await page.evaluate(() => navigator.userAgent)).replace('HeadlessChrome', 'Chrome');
  } finally {
    await page.close();
  }
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
