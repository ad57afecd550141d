import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, inject, it } from 'vitest';
import { openBrowser, openDesk, type Page, read, readUntil, signIn } from './console.ts';

const shots = fileURLToPath(new URL('../../../test-results/console/', import.meta.url));
let browser: Awaited<ReturnType<typeof openBrowser>>;
/** One phone for all field tests, as one officer has it for all inspections of a day. */
let phone: Awaited<ReturnType<typeof openPhone>>;
beforeAll(async () => {
  await mkdir(shots, { recursive: true });
  browser = await openBrowser();
  phone = await openPhone('spt2');
});
afterEach(async () => {
  expect(phone.complaints).toEqual([]);
  await phone.context.setOffline(false);
});
afterAll(() => browser.close());

interface Inspection {
  id: string;
  status: string;
  cells: { key: string; words: string; result: string | null; by: string }[];
  attachments: { kind: string; sha256: string; latitude: number | null }[];
}

/** A phone of an officer in the field: small, touched, with a place. */
async function openPhone(login: string) {
  const context = await browser.newContext({
    baseURL: inject('base'),
    viewport: { width: 390, height: 800 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    geolocation: { latitude: 37.5149, longitude: 105.1967, accuracy: 12 },
    permissions: ['geolocation'],
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  await signIn(page, login);
  return { page, context, complaints };
}

/** The phone at its first page, once that says that it opens without a network. */
async function ready(): Promise<Page> {
  const { page } = phone;
  await page.goto('/inspections/field');
  // The first time all files of the console are fetched, beside the demo patrol.
  await page.getByText('没有网络也能打开和填写').waitFor({ timeout: 90_000 });
  return page;
}

const box = (page: Page, key: string) => page.locator(`[data-cell="${key}"]`);
const idOf = (page: Page) => new URL(page.url()).pathname.split('/')[2]!;

async function startHere(page: Page, subject: string): Promise<string> {
  await page.getByRole('button', { name: '新建检查' }).click();
  await page.getByRole('dialog').getByLabel('单位名称').fill(subject);
  await page.getByRole('button', { name: '开始检查' }).click();
  await page.waitForURL(/\/inspections\/inspection_.*\/fill/);
  // The address changes before the form is drawn.
  await page.getByRole('button', { name: /^完成实地检查/ }).waitFor();
  return idOf(page);
}

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

async function draw(page: Page, role: string, name: string): Promise<void> {
  await page.getByRole('button', { name: `${role}签名` }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('签名人姓名').fill(name);
  // Hovering waits until the dialog has stopped moving.
  await dialog.getByLabel('签名框').hover();
  const board = await dialog.getByLabel('签名框').boundingBox();
  await page.mouse.move(board!.x + 40, board!.y + 60);
  await page.mouse.down();
  await page.mouse.move(board!.x + 120, board!.y + 110, { steps: 5 });
  await page.mouse.move(board!.x + 200, board!.y + 50, { steps: 5 });
  await page.mouse.up();
  await dialog.getByRole('button', { name: '确认签名' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

it('is done on a phone without a network and reaches the office whole: entries, photo, signatures, day', async () => {
  const page = await ready();
  await phone.context.setOffline(true);
  // A whole new page: shell and form come from the device.
  await page.goto('/inspections/field');
  await page.getByText('现在没有网络').waitFor();
  const id = await startHere(page, '滨河路离线检查商行');
  await page.getByRole('button', { name: /^完成实地检查/ }).tap();
  await box(page, 'price-conduct.on-site').getByText('请选检查结果').waitFor();
  const rows = await page.locator('.field-side.on-site .cell-box').all();
  expect(rows).toHaveLength(19);
  for (const row of rows.slice(0, 3))
    await row.getByRole('button', { name: '未发现问题', exact: true }).tap();
  const problem = box(page, 'price-conduct.on-site');
  await problem.getByRole('button', { name: '发现问题', exact: true }).tap();
  await page.getByRole('button', { name: '实地其余 15 行…' }).tap();
  await page.getByRole('menuitem', { name: '都填“未发现问题”' }).tap();
  await page.screenshot({ path: join(shots, 'inspection-rest-390.png') });
  await page.getByRole('button', { name: '填 15 行' }).tap();
  await page.getByRole('button', { name: '填 15 行' }).waitFor({ state: 'hidden' });
  await problem.getByRole('textbox').fill('货架价签与收银价不一致');
  await problem
    .locator('input[type=file]')
    .setInputFiles({ name: '价签.png', mimeType: 'image/png', buffer: PNG });
  await problem.locator('.local-picture img').waitFor();
  await page.getByLabel('处理结果').fill('当场责令改正');
  await page.screenshot({ path: join(shots, 'inspection-field-390.png') });
  await draw(page, '当事人', '王建');
  await page.screenshot({ path: join(shots, 'inspection-signatures-390.png') });
  await page.getByRole('button', { name: /^完成实地检查/ }).tap();
  await page.getByText('（待同步）').waitFor();
  // The device is switched off and on again before there is a network.
  await page.reload();
  await page.getByText(/离线，.*项待同步/).waitFor();
  expect(await problem.getByRole('textbox').inputValue()).toBe('货架价签与收银价不一致');
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wide).toBeLessThanOrEqual(0);

  await phone.context.setOffline(false);
  await page.getByText('已同步').waitFor({ timeout: 60_000 });
  const there = await readUntil<Inspection & { onSiteOn: string | null }>(
    page,
    `/api/inspections/${id}`,
    (one) => one.onSiteOn !== null,
  );
  expect(there.cells.filter(({ key }) => key.endsWith('.on-site'))).toHaveLength(19);
  expect(there.cells).toContainEqual(expect.objectContaining({ key: 'handling', words: '当场责令改正' }));
  expect(there.attachments.map(({ kind }) => kind).toSorted()).toEqual(['photo', 'signature']);
  expect(there.attachments.find(({ kind }) => kind === 'photo')?.latitude).toBeCloseTo(37.5149, 3);
  const { total } = await read<{ total: number }>(
    page,
    `/api/inspections?q=${encodeURIComponent('滨河路离线检查商行')}`,
  );
  expect(total).toBe(1);
});

it('loses and doubles nothing when the answer to what was sent never came', async () => {
  const page = await ready();
  const id = await startHere(page, '应答丢失商行');
  await page.getByText('已同步').waitFor();
  // What is sent arrives; its answer does not.
  await page.route('**/cells', async (route) => {
    await route.fetch();
    await route.abort();
  });
  await box(page, 'trademarks.on-site').getByRole('textbox').fill('没有发现侵权商品');
  await page.getByText(/项$/).first().waitFor();
  await readUntil<Inspection>(page, `/api/inspections/${id}`, (one) => one.cells.length > 0);
  await box(page, 'trademarks.on-site').getByRole('textbox').fill('没有发现侵权商品，抽查三种');
  await box(page, 'trademarks.on-site').getByText('待同步').waitFor();
  // An answer may just be on its way: its route is let finish.
  await page.unrouteAll({ behavior: 'wait' });
  await page.goto('/inspections/field');
  await page.getByRole('button', { name: '立即同步' }).click();
  const { cells } = await readUntil<Inspection>(page, `/api/inspections/${id}`, (one) =>
    one.cells.some(({ words }) => words === '没有发现侵权商品，抽查三种'),
  );
  expect(cells.filter(({ key }) => key === 'trademarks.on-site')).toHaveLength(1);
  await page.getByText('处待选定').waitFor({ state: 'detached' });
});

it('shows what a colleague wrote meanwhile beside one’s own, and lets the officer choose', async () => {
  await ready();
  const id = await startHere(phone.page, '两人同填商行');
  await phone.page.getByText('已同步').waitFor();
  await phone.context.setOffline(true);
  await box(phone.page, 'trademarks.on-site').getByRole('textbox').fill('现场所见');
  await phone.page.getByText(/离线，1 项待同步/).waitFor();

  const desk = await openDesk(browser, 'spt');
  await desk.page.goto(`/inspections/${id}/fill`);
  await box(desk.page, 'trademarks.on-site').getByRole('textbox').fill('同事在办公室写的');
  await readUntil<Inspection>(desk.page, `/api/inspections/${id}`, (one) => one.cells.length > 0);

  await phone.context.setOffline(false);
  const conflict = box(phone.page, 'trademarks.on-site').getByRole('alert');
  await conflict.getByText('同事在办公室写的').waitFor({ timeout: 60_000 });
  await conflict.getByText('现场所见').waitFor();
  await phone.page.screenshot({ path: join(shots, 'inspection-conflict-390.png') });
  await conflict.getByRole('button', { name: '两份合在一起' }).tap();
  const { cells } = await readUntil<Inspection>(phone.page, `/api/inspections/${id}`, (one) =>
    one.cells.some(({ words }) => words.includes('现场所见')),
  );
  expect(cells.find(({ key }) => key === 'trademarks.on-site')?.words).toBe('同事在办公室写的\n现场所见');
  await desk.close();
});

it('keeps what was filled in for an inspection that ended meanwhile, and says so', async () => {
  await ready();
  const id = await startHere(phone.page, '中途作废商行');
  await phone.page.getByText('已同步').waitFor();
  await phone.context.setOffline(true);
  await phone.page.getByLabel('处理结果').fill('离线时写的处理结果');
  await phone.page.getByText(/离线，1 项待同步/).waitFor();

  const desk = await openDesk(browser, 'spt');
  await desk.page.goto(`/inspections/${id}`);
  await desk.page.getByRole('button', { name: '作废' }).click();
  await desk.page.getByRole('dialog').getByLabel('理由').fill('单位已经注销');
  await desk.page.getByRole('dialog').getByRole('button', { name: '作废' }).click();
  await readUntil<Inspection>(desk.page, `/api/inspections/${id}`, (one) => one.status === 'void');

  await phone.context.setOffline(false);
  await phone.page.getByText(/已作废.*原样保存/).waitFor({ timeout: 60_000 });
  await desk.page.goto(`/inspections/${id}?tab=late`);
  await desk.page.getByText('离线时写的处理结果').waitFor();
  await desk.close();
});

it('is filled in from the patrol, read in the office, and printed as Annex 1', async () => {
  const { page, complaints, close } = await openDesk(browser, 'spt');
  await page.goto('/inspections');
  await page.locator('.page h1').waitFor();
  await page.screenshot({ path: join(shots, 'inspections-1366.png') });
  const site = await readUntil<{ items: { id: string; name: string }[] }>(
    page,
    '/api/registry/sites?licenceDisplay=missing&pageSize=1&region=640502',
    ({ items }) => items.length > 0,
  );
  await page.goto(`/inspections/new?siteId=${site.items[0]!.id}`);
  await page.waitForFunction(
    () => (document.querySelector<HTMLInputElement>('#subject')?.value ?? '').length > 1,
  );
  await page.screenshot({ path: join(shots, 'inspection-new-1366.png') });
  await page.getByRole('button', { name: '新建并填写' }).click();
  await page.waitForURL(/\/fill$/);
  const id = idOf(page);
  await box(page, 'licence-display.online').getByText('监测预填，请核对').waitFor();
  await page.screenshot({ path: join(shots, 'inspection-fill-1366.png') });
  await page.goto(`/inspections/${id}`);
  await page.getByText('首页未见营业执照信息或链接标识').waitFor();
  await page.screenshot({ path: join(shots, 'inspection-1366.png') });
  await page.goto(`/inspections/${id}/print`);
  await page.getByRole('heading', { name: /网络交易市场网上检查记录表/ }).waitFor();
  expect(await page.locator('.annex1 tbody tr').count()).toBe(19);
  await page.screenshot({ path: join(shots, 'inspection-print-1366.png'), fullPage: true });
  expect(complaints).toEqual([]);
  await close();
});

it('draws objects and officers at random, replays the draw, and hands out the inspections', async () => {
  const { page, complaints, close } = await openDesk(browser, 'fenpai');
  await page.goto('/inspections/draws/new');
  await page.getByLabel('抽查名称').fill('网络食品经营者抽查');
  const officers = page.getByLabel('检查人员（每个对象随机选派两人）');
  await officers.click();
  for (const name of ['何建国', '冯雪梅', '纳海霞']) {
    await officers.fill(name);
    await page.locator('.ant-select-item-option', { hasText: name }).first().click();
  }
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '随机抽取' }).click();
  await page.waitForURL(/\/inspections\/draws\/draw_/);
  await page.getByRole('button', { name: '复核抽取' }).click();
  await page.getByText(/复核一致/).waitFor();
  await page.getByRole('button', { name: '下达检查任务' }).click();
  await page.getByText('检查中').first().waitFor();
  await page.screenshot({ path: join(shots, 'draw-1366.png') });
  expect(complaints).toEqual([]);
  await close();
});
