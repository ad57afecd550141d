import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser, openDesk, type Page } from './console.ts';

const shots = fileURLToPath(new URL('../../../test-results/console/', import.meta.url));
let browser: Awaited<ReturnType<typeof openBrowser>>;
beforeAll(async () => {
  browser = await openBrowser();
  await mkdir(shots, { recursive: true });
});
afterAll(() => browser.close());

const shot = (page: Page, name: string) =>
  page.screenshot({ path: join(shots, `journey-campaign-${name}.png`), fullPage: true });

/** Presses a button of the page, then the same in the dialog that it opens. */
async function decide(page: Page, button: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: button, exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

// A picture of 1 × 1, for a browser to upload.
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

it('is drawn up from a preset, issued, received by a county, measured, supervised and reported', async () => {
  const owner = await openDesk(browser, 'fenpai');
  const { page } = owner;
  await page.goto('/campaigns/new');
  await page.getByLabel('套用方案样式').click();
  await page.getByTitle(/网络交易市场监管工作/).click();
  await page.getByLabel('行动名称').fill('网络市场监管专项行动（演练）');
  await page.getByRole('button', { name: '全部任务下达到各县（区）局' }).click();
  await shot(page, 'plan');
  await page.getByRole('button', { name: '保存方案' }).click();
  await page.waitForURL(/\/campaigns\/campaign_/);
  const address = new URL(page.url()).pathname;
  await decide(page, '印发方案');
  await page.getByText('等待各单位签收').waitFor();

  const county = await openDesk(browser, 'zhongning');
  await county.page.goto(`${address}?tab=tasks`);
  await county.page.getByRole('button', { name: '签收方案和任务' }).click();
  await county.page.getByRole('button', { name: '填报进展' }).first().click();
  await county.page.getByLabel('进展情况').fill('已检查辖区平台 2 家。');
  await county.page.getByRole('dialog').getByRole('button', { name: '填报进展' }).click();
  await county.page.getByRole('dialog').waitFor({ state: 'detached' });
  await county.page.getByText('已检查辖区平台 2 家。').waitFor();
  await shot(county.page, 'tasks');

  await decide(page, '转入集中检查');
  await page.getByRole('tab', { name: '督查' }).click();
  await page.getByRole('button', { name: '成立督查组' }).click();
  await page.getByLabel('组长').fill('张某');
  await page.getByLabel('成员（输入后回车）').fill('李某');
  await page.keyboard.press('Enter');
  await page.getByLabel('督查单位').click();
  await page.getByTitle(/^中宁县市场监督管理局/).click();
  await page.keyboard.press('Escape');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /成\s?立$/ })
    .click();
  await page.getByRole('cell', { name: '第一督查组' }).waitFor();
  await shot(page, 'supervision');
  await page.getByRole('tab', { name: '进度' }).click();
  await page
    .getByRole('cell', { name: /^中宁县市场监督管理局/ })
    .first()
    .waitFor();
  await shot(page, 'board');

  await county.page.getByRole('tab', { name: '总结报送' }).click();
  await county.page
    .getByLabel('选择图片、视频')
    .setInputFiles({ name: '检查.png', mimeType: 'image/png', buffer: PICTURE });
  await county.page.getByLabel('检查.png的说明').fill('执法人员在市场检查');
  await county.page.keyboard.press('Enter');
  await county.page.getByRole('button', { name: /拟制全面工作总结/ }).click();
  await county.page.getByRole('link', { name: '全面工作总结' }).waitFor();
  await shot(county.page, 'report');
  await county.page.getByRole('link', { name: '全面工作总结' }).click();
  await county.page.frameLocator('iframe').getByText('网上检查网站、网店').first().waitFor();
  await county.page.frameLocator('iframe').locator('img').waitFor();
  await shot(county.page, 'document');
  await page.goto('/campaigns');
  await page.getByRole('link', { name: '网络市场监管专项行动（演练）' }).waitFor();
  await shot(page, 'list');
  expect(owner.complaints.concat(county.complaints)).toEqual([]);
  for (const desk of [owner, county]) await desk.close();
});
