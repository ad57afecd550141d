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

const shot = (page: Page, name: string) => page.screenshot({ path: join(shots, `journey-${name}.png`) });
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

it('registers a proposal and drafts its reply; records a media report with a picture that the table counts', async () => {
  const desk = await openDesk(browser, 'fenpai');
  const { page } = desk;
  await page.goto('/affairs/replies/new');
  await page.getByLabel('会议届次').fill('市五届人大四次会议');
  await page.getByLabel('编号', { exact: true }).fill('188');
  await page.getByLabel('标题', { exact: true }).fill('关于实施网络打假的建议');
  await page.getByLabel('代表（委员）').fill('王某某');
  // Enter in a day takes it over and does not send the form, even where nothing else is missing.
  await page.getByLabel('答复期限').fill('2099-12-01');
  await page.keyboard.press('Enter');
  await page.locator('.ant-picker-dropdown').waitFor({ state: 'hidden' });
  expect(new URL(page.url()).pathname).toBe('/affairs/replies/new');
  expect(desk.complaints).toEqual([]);
  await shot(page, 'reply-new');
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await page.waitForURL(/\/affairs\/replies\/reply_/);
  await page.getByRole('button', { name: '拟制答复函' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('签发人').fill('王志刚');
  await dialog.getByLabel('所做工作').fill('加强网上巡查，查处网络售假行为。');
  await dialog.getByRole('button', { name: '确定' }).click();
  await page.getByText('请在文书页面填写联系方式').waitFor();
  await shot(page, 'reply-drafting');
  await page.getByRole('link', { name: '打开答复函' }).click();
  await page.frameLocator('iframe').getByText('对市五届人大四次会议第188号建议的答复').waitFor();
  await shot(page, 'reply-document');

  await page.goto('/affairs/publicity/new');
  await page.getByLabel('类型', { exact: true }).click();
  await page.getByTitle('媒体报道', { exact: true }).click();
  await page.getByLabel('标题', { exact: true }).fill('网络维权，放心网购');
  await page.getByLabel('媒体', { exact: true }).fill('中卫日报');
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await page.waitForURL(/\/affairs\/publicity\/publicity_/);
  await page.getByLabel('图片说明').fill('报道版面');
  await page.getByLabel('选择图片').setInputFiles({ name: '版面.png', mimeType: 'image/png', buffer: PNG });
  await page.getByRole('img', { name: '报道版面' }).waitFor();
  await page.getByRole('button', { name: '发布', exact: true }).click();
  await page.getByText('已发布', { exact: true }).first().waitFor();
  await shot(page, 'publicity');

  await page.goto('/affairs/counts');
  const row = page.getByRole('row').filter({ hasText: '媒体报道（篇）' });
  await row.getByRole('link', { name: '1' }).click();
  await page.getByRole('link', { name: '网络维权，放心网购' }).waitFor();
  await shot(page, 'publicity-list');
  await page.goto('/affairs/counts');
  await row.waitFor();
  await shot(page, 'affairs-counts');
  expect(desk.complaints).toEqual([]);
  await desk.close();
});
