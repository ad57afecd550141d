import type { Page } from 'playwright-core';
import type { Box } from './capture.ts';

/** A picture higher than this is cut: Chromium cannot paint past 16,384 pixels. */
const MAX_HEIGHT = 15_000;
const SCROLL_STEPS = 40;

/** Scrolls through the page once, so that pictures that load when they are seen are loaded. Bounded, quick. */
export async function scrollThrough(page: Page): Promise<void> {
  await page.evaluate(async (steps) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    for (let step = 0; step < steps; step += 1) {
      const before = window.scrollY;
      window.scrollBy(0, window.innerHeight);
      await frame();
      await frame();
      if (window.scrollY === before) break;
    }
    window.scrollTo(0, 0);
    await frame();
  }, SCROLL_STEPS);
}

/** PNG of the page from its top down to at most 15,000 pixels, with the height that the page really has. */
export async function photograph(
  page: Page,
): Promise<{ png: Uint8Array; width: number; height: number; fullHeight: number }> {
  const size = await page.evaluate(() => ({
    width: Math.max(document.documentElement.clientWidth, 1),
    height: Math.max(document.documentElement.scrollHeight, document.body?.scrollHeight ?? 0, 1),
  }));
  const height = Math.min(Math.max(size.height, page.viewportSize()?.height ?? 1), MAX_HEIGHT);
  const clip = { x: 0, y: 0, width: size.width, height };
  const png = await page.screenshot({
    fullPage: true,
    clip,
    animations: 'disabled',
    caret: 'hide',
    timeout: 60_000,
  });
  return { png, width: size.width, height, fullHeight: size.height };
}

/** Part of the page around `boxes` with a red frame drawn over each; the page itself was photographed before. */
export async function photographMarked(page: Page, boxes: readonly Box[]): Promise<Uint8Array> {
  const around = 160;
  const first = boxes[0]!;
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  const width = await page.evaluate((frames) => {
    for (const box of frames) {
      const frame = document.createElement('div');
      frame.style.cssText =
        `all:initial;position:absolute;z-index:2147483647;pointer-events:none;box-sizing:border-box;` +
        `left:${box.x - 4}px;top:${box.y - 4}px;width:${box.width + 8}px;height:${box.height + 8}px;` +
        `border:3px solid #e60012;background:rgba(255,214,0,.25);border-radius:3px`;
      document.documentElement.append(frame);
    }
    return document.documentElement.clientWidth;
  }, boxes);
  const top = Math.max(0, first.y - around);
  const height = Math.min(bottom - top + around, 2000);
  return page.screenshot({
    fullPage: true,
    clip: { x: 0, y: top, width, height },
    animations: 'disabled',
    timeout: 60_000,
  });
}
