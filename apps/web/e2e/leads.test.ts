import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser, openDesk, type Page, read, textOf } from './console.ts';

let browser: Awaited<ReturnType<typeof openBrowser>>;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

async function register(page: Page, title: string, content: string): Promise<string> {
  await page.goto('/leads/new');
  await page.getByLabel('线索标题').fill(title);
  await page.getByLabel('案源内容（违法事实）').fill(content);
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await page.waitForURL(/\/leads\/lead_/);
  return new URL(page.url()).pathname;
}

it('keeps SQL and HTML in text fields as text', async () => {
  const { page, complaints, close } = await openDesk(browser, 'fenpai');
  const title = `<img src=x onerror="document.title='hit'"> '; DROP TABLE leads; --`;
  await register(page, title, '<script>document.title="hit"</script>');
  await page.getByRole('heading', { name: title }).waitFor();
  await page.getByRole('tab', { name: '登记内容' }).click();
  await page.getByText('<script>document.title="hit"</script>').waitFor();
  expect(await page.title()).not.toBe('hit');
  expect(complaints).toEqual([]);
  await close();
});

it('tells the second of two officers who save one lead who changed what, and loses nothing', async () => {
  const one = await openDesk(browser, 'fenpai');
  const other = await openDesk(browser, 'fenpai2');
  const path = await register(one.page, '两人同时修改的线索', '最初的内容');
  await other.page.goto(path);
  for (const { page } of [one, other]) {
    await page.getByRole('button', { name: '修改', exact: true }).click();
    await page.getByRole('dialog').getByLabel('线索标题').waitFor();
  }
  await one.page.getByRole('dialog').getByLabel('当事人', { exact: true }).fill('甲商行');
  await one.page.getByRole('button', { name: '保存' }).click();
  await one.page.getByText('已保存').waitFor();

  const dialog = other.page.getByRole('dialog');
  await dialog.getByLabel('线索标题').fill('乙写的标题');
  await dialog.getByRole('button', { name: '保存' }).click();
  await dialog.getByText(/马晓燕.*您填写的内容都还在/).waitFor();
  await dialog.getByText('甲商行').waitFor();
  expect(await dialog.getByLabel('线索标题').inputValue()).toBe('乙写的标题');
  await dialog.getByRole('button', { name: '保存' }).click();
  await other.page.getByText('已保存').waitFor();
  const lead = await read<{ title: string; party: string }>(other.page, `/api${path}`);
  expect(lead).toMatchObject({ title: '乙写的标题', party: '甲商行' });
  await one.close();
  await other.close();
});

it('accepts several leads at once, and says which were refused', async () => {
  const { page, close } = await openDesk(browser, 'fenpai');
  await register(page, '成批采纳甲', '内容甲');
  await register(page, '成批采纳乙', '内容乙');
  await page.goto('/leads?q=成批采纳&status=sorting');
  await page.getByText('共 2 条').first().waitFor();
  await page.getByLabel('选择本页全部').check();
  await page.getByRole('button', { name: '采纳', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: '采纳', exact: true }).click();
  await page.getByText('已采纳 2 条').waitFor();
  await page.getByText('没有符合条件的记录').waitFor();
  await close();
});

it('exports all rows that match, not the page', async () => {
  const { page, close } = await openDesk(browser, 'fenpai');
  await page.goto('/leads?pageSize=20');
  await page.locator('.row-table tbody tr[data-index]').first().waitFor();
  const { total } = await read<{ total: number }>(page, '/api/leads?pageSize=1');
  await page.getByRole('button', { name: /导出/ }).click();
  const download = page.waitForEvent('download');
  await page.getByText(/CSV 文本/).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/线索.*\.csv$/);
  const text = await readFile(await file.path(), 'utf8');
  // The demo patrol may have registered more meanwhile.
  const later = await read<{ total: number }>(page, '/api/leads?pageSize=1');
  const rows = (text.match(/卫市监网源/g) ?? []).length;
  expect(rows).toBeGreaterThanOrEqual(total);
  expect(rows).toBeLessThanOrEqual(later.total);
  await close();
});

it('walks a list by keys, keeps its filters in the address, and opens a row with Enter', async () => {
  const { page, close } = await openDesk(browser, 'fenpai');
  await page.goto('/leads?status=sorting&pageSize=20');
  const rows = page.locator('.row-table tbody tr[data-index]');
  await rows.first().waitFor();
  await rows.first().focus();
  await page.keyboard.press('ArrowDown');
  const number = await textOf(rows.nth(1).locator('td a').first());
  await page.keyboard.press('Space');
  await page.getByText(/已选\s*1\s*条/).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/leads\/lead_/);
  await page.getByText(number).first().waitFor();
  await page.goBack();
  await page.waitForURL('**/leads?status=sorting&pageSize=20');
  await close();
});

it('says so when the server cannot be reached, keeps the page, and goes on after a retry', async () => {
  const { page, close } = await openDesk(browser, 'fenpai');
  await page.route('**/api/leads?*', (route) => route.abort());
  await page.goto('/leads');
  await page.getByText('列表没有加载成功').waitFor();
  await page.getByText(/连不上服务器/).waitFor();
  await page.unroute('**/api/leads?*');
  await page.getByRole('button', { name: '重试' }).click();
  await page.locator('.row-table tbody tr[data-index]').first().waitFor();
  await close();
});

it('registers one lead for two presses of the button, and asks before a half-written form is left', async () => {
  const { page, close } = await openDesk(browser, 'fenpai');
  await page.goto('/leads/new');
  await page.getByLabel('线索标题').fill('按了两次的线索');
  await page.getByRole('link', { name: '主体库' }).click();
  await page.getByRole('dialog').getByText('还没有保存，要离开吗？').last().waitFor();
  await page.getByRole('button', { name: '继续填写' }).click();
  await page.getByLabel('案源内容（违法事实）').fill('内容');
  await page.getByRole('button', { name: '登记', exact: true }).dblclick();
  await page.waitForURL(/\/leads\/lead_/);
  const { total } = await read<{ total: number }>(
    page,
    `/api/leads?q=${encodeURIComponent('按了两次的线索')}`,
  );
  expect(total).toBe(1);
  await close();
});

it('asks to sign in again when the session has ended, and comes back to the same page', async () => {
  const { page, close } = await openDesk(browser, 'fenpai');
  await page.goto('/leads?status=sorting');
  await page.locator('.row-table tbody tr[data-index]').first().waitFor();
  await page.context().clearCookies();
  await page.getByRole('button', { name: '刷新' }).click();
  await page.waitForURL(/\/sign-in\?back=/);
  await page.getByRole('button', { name: /马晓燕/ }).click();
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.waitForURL('**/leads?status=sorting');
  await close();
});
