import { AppError } from '@wangjian/core/errors.ts';
import type { Page, Response } from 'playwright-core';
import type { Capture, Mark } from './capture.ts';
import { findTerm } from './find-term.ts';
import { photograph, photographMarked, scrollThrough } from './full-page.ts';

const QUIET_MS = 5_000;

/** Opens the page; a page that never finishes is taken as it stands once its own response is there. */
export async function openPage(
  page: Page,
  url: URL,
  timeout: number,
  step: (what: string) => void,
): Promise<Response> {
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

/** True for the response that became (or will become) the document of the page itself. */
export function isPageResponse(response: Response, page: Page): boolean {
  const request = response.request();
  const redirect = response.status() >= 300 && response.status() < 400;
  return request.isNavigationRequest() && request.frame() === page.mainFrame() && !redirect;
}

/** Waits a while for the network to come to rest; false when it does not (a page that polls, a part that never comes). */
async function quiet(page: Page, step: (what: string) => void): Promise<boolean> {
  try {
    await page.waitForLoadState('networkidle', { timeout: QUIET_MS });
    return true;
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'TimeoutError') throw error;
    step('网页仍有持续的网络活动，不再等待');
    return false;
  }
}

/** What the browser shows of a page: text and pictures. */
export type PageView = Pick<Capture, 'html' | 'title' | 'text' | 'screenshot' | 'mark'>;

const NAVIGATED = /Execution context was destroyed|because of a navigation|navigating and changing/;
const TRIES = 3;

/**
 * Reads and photographs a page: scrolled through once, final HTML, title, visible text, full-page picture, and the
 * marked passage. A page that leads on to another one meanwhile is read again where it arrives.
 */
export async function readView(
  page: Page,
  mark: Mark | undefined,
  step: (what: string) => void,
): Promise<PageView> {
  for (let left = TRIES; ; left -= 1) {
    try {
      const rests = await quiet(page, step);
      await scrollThrough(page);
      if (rests) await quiet(page, step);
      return await readOnce(page, mark, step);
    } catch (error) {
      if (left <= 1 || !(error instanceof Error) || !NAVIGATED.test(error.message)) throw error;
      step('网页自动转到了别的页面，重新读取');
      await page.waitForLoadState('load');
    }
  }
}

/** One reading of a page that stands still. */
export async function readOnce(
  page: Page,
  mark: Mark | undefined,
  step: (what: string) => void,
): Promise<PageView> {
  const html = await page.content();
  const title = await page.title();
  // biome-ignore lint/performance/useDomNodeTextContent: the record wants the text as a reader sees it
  const text = await page.evaluate(() => document.body?.innerText ?? '');
  step('读取最终页面内容和文字');
  const screenshot = await photograph(page);
  step(`截取整页图像 ${screenshot.width}×${screenshot.height} 像素`);
  const marked = mark && (await markTerm(page, mark, step));
  return { html, title, text, screenshot, ...(marked ? { mark: marked } : {}) };
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
