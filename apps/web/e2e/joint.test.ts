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
const dialog = (page: Page) => page.getByRole('dialog');

/** Presses the last button of the dialog and waits until it is gone. */
async function confirm(page: Page, button: string): Promise<void> {
  await dialog(page).getByRole('button', { name: button, exact: true }).click();
  await dialog(page).waitFor({ state: 'detached' });
}

it('runs from the invitation of the police over a secret finding and a task to the joint result', async () => {
  const lead = await openDesk(browser, 'fenpai');
  const { page } = lead;
  await page.goto('/joint/new?kind=action');
  await page.getByLabel('名称', { exact: true }).fill('打击网络销售假冒枸杞联合行动');
  await page.getByLabel('目的', { exact: true }).fill('联合查处网络销售假冒地理标志枸杞的行为。');
  await page.getByLabel('单位', { exact: true }).click();
  await page.getByTitle('市公安局网络安全保卫支队（演示）').click();
  await page.getByLabel('职责分工', { exact: true }).fill('侦办涉嫌犯罪案件');
  await shot(page, 'joint-new');
  await page.getByRole('button', { name: '发起并邀请' }).click();
  await page.waitForURL(/\/joint\/joint_/);
  const address = new URL(page.url()).pathname;
  await page.getByText('还有 1 个单位没有答复').waitFor();
  await page.getByRole('button', { name: '启动', exact: true }).click();
  await page.getByText(/尚未答复邀请；全部完成后点“结束”/).waitFor();

  // The liaison officer of the police sees this and nothing of the market bureau's own.
  const police = await openDesk(browser, 'gongan');
  await police.page.goto('/joint');
  await police.page.getByRole('link', { name: '打击网络销售假冒枸杞联合行动' }).click();
  await police.page.getByRole('tab', { name: /参加单位/ }).click();
  await police.page.getByRole('button', { name: '确认参加', exact: true }).click();
  await dialog(police.page).getByLabel('联系人', { exact: true }).fill('韩卫东');
  await confirm(police.page, '确认参加');
  await police.page.getByRole('tab', { name: /发现和进展/ }).click();
  await police.page.getByRole('button', { name: '登记发现、进展' }).click();
  await dialog(police.page).getByLabel('内容', { exact: true }).fill('已锁定外省发货仓库，暂不公开。');
  await confirm(police.page, '登记');
  await police.page.getByText('仅本单位可见').first().waitFor();
  await shot(police.page, 'joint-police');

  await page.goto(`${address}?tab=tasks`);
  await page.getByRole('button', { name: '布置任务' }).click();
  await dialog(page).getByLabel('责任单位').click();
  await page.getByTitle('市公安局网络安全保卫支队（演示）').click();
  await dialog(page).getByLabel('任务', { exact: true }).fill('提供研判报告');
  await dialog(page).getByLabel('完成期限').fill('2099-12-01');
  await page.keyboard.press('Enter');
  await confirm(page, '确定');
  await page.getByText('提供研判报告').first().waitFor();
  await shot(page, 'joint-tasks');
  await page.getByRole('tab', { name: /发现和进展（0）/ }).click();
  expect(await page.getByText('外省发货仓库').count()).toBe(0);

  await police.page.goto('/joint/tasks');
  await police.page.getByRole('link', { name: '提供研判报告' }).click();
  await police.page.getByRole('button', { name: '完成', exact: true }).click();
  await dialog(police.page).getByLabel('完成情况').fill('已移交研判报告');
  await confirm(police.page, '完成');
  await police.page.getByRole('tab', { name: /参加单位/ }).click();
  await police.page.getByRole('button', { name: '报送结果' }).click();
  await dialog(police.page).getByLabel('本单位结果').fill('刑事立案一起');
  await confirm(police.page, '报送结果');

  await page.goto(address);
  await page.getByText('各单位任务都已完成').waitFor();
  await page.getByRole('button', { name: '结束', exact: true }).click();
  await dialog(page).getByLabel('联合结果').fill('查处网店三家，移送刑事案件一起。');
  await confirm(page, '结束');
  await page.getByText('查处网店三家').first().waitFor();
  await shot(page, 'joint-concluded');
  expect([lead.complaints, police.complaints]).toEqual([[], []]);
  await lead.close();
  await police.close();
});
