import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoPatrolled, openBrowser, openDesk, read, readUntil, textOf } from './console.ts';

let browser: Awaited<ReturnType<typeof openBrowser>>;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

it('starts a patrol from pasted addresses, shows the bad line before, and is watched live to its end', async () => {
  const { page, complaints, close } = await openDesk(browser, 'fenpai');
  await demoPatrolled(page);
  const { items } = await readUntil<{ items: { url: string }[] }>(
    page,
    '/api/registry/sites?pageSize=3',
    (answer) => answer.items.length === 3,
  );
  await page.goto('/patrols/new');
  const start = page.getByRole('button', { name: /^开始监测/ });
  expect(await start.isDisabled()).toBe(true);
  const [first, second] = items.map((site) => site.url);
  await page.locator('.seed-text').fill([first, second, first, '这一行不是网址'].join('\n'));
  await page.locator('.seed-problems').getByText('这一行不是网址').first().waitFor();
  await page.getByLabel('监测名称').fill('浏览器测试的监测');
  await page.getByLabel('每个网站最多读多少页').fill('3');
  await page.getByRole('button', { name: '开始监测 2 个网站' }).click();
  await page.waitForURL(/\/patrols\/patrol_/);
  await page.getByRole('heading', { name: '浏览器测试的监测' }).waitFor();
  await page.locator('.patrol-progress').getByText('已完成').waitFor({ timeout: 60_000 });
  const id = new URL(page.url()).pathname.split('/').at(-1);
  const patrol = await read<{ sitesDone: number; pages: number }>(page, `/api/patrols/${id}`);
  expect(patrol.sitesDone).toBe(2);
  expect(patrol.pages).toBeGreaterThan(1);
  expect(await textOf(page.locator('.patrol-figures'))).toContain(`${patrol.pages}`);
  expect(complaints).toEqual([]);
  await close();
});

it('stops a patrol and goes on with it', async () => {
  const { page, close } = await openDesk(browser, 'fenpai');
  await page.goto('/patrols/new');
  await page.getByText('从主体库按条件选').click();
  // The slow host of the market sees to it that the patrol still runs when it is to be stopped.
  await page.getByLabel('每个网站最多读多少页').fill('40');
  await page.getByText(/符合条件的主体 \d+ 个/).waitFor();
  await page.getByRole('button', { name: /^开始监测 \d+ 个网站/ }).click();
  await page.waitForURL(/\/patrols\/patrol_/);
  await page.getByRole('button', { name: '停止', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: '停止', exact: true }).click();
  await page.locator('.patrol-progress').getByText('已停止').waitFor();
  await page.getByRole('button', { name: '接着监测' }).click();
  // Stopped again, so that it does not run beside the other journeys.
  await page.getByRole('button', { name: '停止', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: '停止', exact: true }).click();
  await page.locator('.patrol-progress').getByText('已停止').waitFor();
  await close();
});

it('takes up the live page again when the connection is lost', async () => {
  const { page, close } = await openDesk(browser, 'fenpai', undefined, 'block');
  // The first two connections break at once, as behind a restarted proxy.
  let broken = 0;
  await page.route('**/api/patrols/*/events', async (route) => {
    if (broken < 2) {
      broken += 1;
      await route.abort('connectionreset');
    } else await route.continue();
  });
  await page.goto('/patrols/new');
  // All of the register, so that it still runs when the page opens.
  await page.getByText('从主体库按条件选').click();
  await page.getByLabel('每个网站最多读多少页').fill('2');
  await page.getByText(/符合条件的主体 \d+ 个/).waitFor();
  await page.getByRole('button', { name: /^开始监测 \d+ 个网站/ }).click();
  await page.waitForURL(/\/patrols\/patrol_/);
  await page.getByText('和服务器的连接断了').first().waitFor();
  await page.locator('.patrol-progress').getByText('已完成').waitFor({ timeout: 120_000 });
  expect(broken).toBe(2);
  await close();
});
