import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoPatrolled, openBrowser, openDesk } from './console.ts';

const shots = fileURLToPath(new URL('../../../test-results/console/', import.meta.url));
let browser: Awaited<ReturnType<typeof openBrowser>>;
beforeAll(async () => {
  await mkdir(shots, { recursive: true });
  browser = await openBrowser('chromium109');
});
afterAll(() => browser.close());

/** `12,345` as a number. */
const numberOf = (text: string | null) => Number((text ?? '').replaceAll(/[^\d]/g, ''));

it('leads from the dashboard to exactly its records, down the regions, and to the wall, on the old kernel', async () => {
  const { page, complaints, close } = await openDesk(browser, 'fenpai');
  await demoPatrolled(page);
  await page.goto('/reports/board');
  const tiles = page.getByRole('region', { name: '区域分布' });
  await tiles.getByLabel('区域分布的项目').waitFor();
  await page.locator('canvas').first().waitFor();
  await page.screenshot({ path: join(shots, 'board-109.png') });

  /** The count above a list, once it is this one. */
  const total = (count: number) =>
    page.locator('.list-tools').getByText(count.toLocaleString('zh-CN'), { exact: true }).first();
  const funnel = page.getByRole('region', { name: '从巡查到案件' });
  const leads = funnel.getByRole('link', { name: /^登记线索/ });
  const counted = numberOf(await leads.textContent());
  expect(counted).toBeGreaterThan(0);
  await leads.click();
  await page.waitForURL(/\/leads\?/);
  await total(counted).waitFor();
  await page.goBack();

  const county = tiles
    .getByRole('listitem')
    .filter({ has: page.getByRole('button') })
    .first();
  const ofCounty = numberOf(await county.getByRole('link').textContent());
  await county.getByRole('link').click();
  await page.waitForURL(/\/reports\/records\?/);
  await total(ofCounty).waitFor();
  await page.goBack();
  await county.getByRole('button').click();
  await page.waitForURL(/region=6405/);

  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page
      .getByRole('button', { name: '导出趋势' })
      .click()
      .then(() => page.getByRole('menuitem', { name: '图片' }).click()),
  ]);
  expect((await readFile(await saved.path())).subarray(1, 4).toString()).toBe('PNG');

  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.goto('/reports/screen');
  await page.locator('.screen-stage canvas').first().waitFor();
  const wide = await page.evaluate(() => [
    document.documentElement.scrollWidth - window.innerWidth,
    document.documentElement.scrollHeight - window.innerHeight,
  ]);
  expect(wide.every((over) => over <= 0)).toBe(true);
  await page.screenshot({ path: join(shots, 'screen-109.png') });
  await page.locator('.screen-head a').nth(1).click();
  await page.waitForURL(/\/leads\?/);
  expect(complaints).toEqual([]);
  await close();
}, 120_000);
