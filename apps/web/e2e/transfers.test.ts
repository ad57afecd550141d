import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { openBrowser, openDesk, type Page, read, readUntil } from './console.ts';

const shots = fileURLToPath(new URL('../../../test-results/console/', import.meta.url));
let browser: Awaited<ReturnType<typeof openBrowser>>;
beforeAll(async () => {
  browser = await openBrowser();
  await mkdir(shots, { recursive: true });
});
afterAll(() => browser.close());

const shot = (page: Page, name: string) => page.screenshot({ path: join(shots, `journey-${name}.png`) });

/** Presses a button of the page, then the same in the dialog that it opens. */
async function decide(page: Page, button: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: button, exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

/** A lead that is being checked, entered with the page's own session: its course has a journey of its own. */
async function checkedLead(page: Page): Promise<string> {
  return await page.evaluate(async () => {
    const { csrf } = await (await fetch('/api/session')).json();
    const post = async (path: string, body: object) => {
      const headers = { 'content-type': 'application/json', 'x-csrf-token': csrf };
      const answer = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
      if (!answer.ok) throw new Error(await answer.text());
      return answer.json();
    };
    const lead = await post('/api/leads', {
      title: '某某旗舰店涉嫌侵犯地理标志证明商标',
      source: 'search',
      region: '640500',
      party: '某某商贸有限公司',
      foundOn: '2026-01-10',
      content: '网店在商品标题使用“中宁枸杞”。',
    });
    await post('/api/leads/accept', { leads: [{ id: lead.id, version: lead.version }] });
    await post('/api/leads/take', { leads: [{ id: lead.id, version: lead.version + 1 }] });
    return lead.id as string;
  });
}

it('goes from a lead as a letter to another province, is signed for by code and comes back with its result', async () => {
  const officer = await openDesk(browser, 'fenpai');
  const { page } = officer;
  const lead = await checkedLead(page);
  await page.goto(`/leads/${lead}`);
  await page.getByRole('button', { name: '移送', exact: true }).click();
  await page.waitForURL(/\/transfers\/new/);
  expect(await page.getByLabel('当事人', { exact: true }).inputValue()).toBe('某某商贸有限公司');
  await page.getByLabel('对方单位', { exact: true }).fill('某某省市场监督管理局');
  await page.getByLabel('移送理由和依据').fill('当事人实际经营地在你省，本局没有管辖权。');
  await page.getByLabel('联系电话').fill('0955-7000000');
  await shot(page, 'transfer-new');
  await page.getByRole('button', { name: '拟制函件' }).click();
  await page.waitForURL(/\/transfers\/transfer_/);
  const transfer = new URL(page.url()).pathname;
  await page.getByText('请填写函件并提交审批').waitFor();
  await shot(page, 'transfer-draft');

  await page.getByRole('link', { name: '打开函件' }).click();
  await page.waitForURL(/\/documents\/document_/);
  const letter = new URL(page.url()).pathname;
  await decide(page, '提交审批');
  const [first, second] = [await openDesk(browser, 'shenpi'), await openDesk(browser, 'juzhang')];
  await first.page.goto(letter);
  await decide(first.page, '审核通过');
  await second.page.goto(letter);
  await decide(second.page, '签发');
  await second.page
    .getByText(/市监线移〔\d{4}〕\d+号/)
    .first()
    .waitFor();

  await page.goto(transfer);
  await decide(page, '发出');
  await page.getByText('等待对方凭接收码签收').waitFor();
  // The letter is printed by a browser of the platform's own, which is started for it.
  await readUntil<{ package: unknown }>(page, `/api${transfer}`, (answer) => answer.package !== null);
  await page.getByRole('tab', { name: /移交材料/ }).click();
  await page.getByRole('button', { name: /下载材料包/ }).waitFor();
  await shot(page, 'transfer-sent');
  const { values } = await read<{ values: { replyLink: string } }>(page, `/api${letter}`);
  const code = /接收码：([0-9A-Z-]+)/.exec(values.replyLink)?.[1] ?? '';

  // The receiver: no session, no script.
  const receiver = await browser.newContext({
    baseURL: inject('base'),
    javaScriptEnabled: false,
    acceptDownloads: true,
  });
  const receipt = await receiver.newPage();
  await receipt.goto('/receipt');
  await receipt.getByLabel('接收码').fill(code);
  await receipt.getByRole('button', { name: '查看' }).click();
  await receipt.getByText('中宁枸杞').waitFor();
  await receipt.screenshot({ path: join(shots, 'journey-receipt.png'), fullPage: true });
  const downloading = receipt.waitForEvent('download');
  await receipt.getByRole('button', { name: /下载材料包/ }).click();
  expect((await downloading).suggestedFilename()).toContain('移送材料');
  await receipt.getByLabel('签收人姓名').fill('王小五');
  await receipt.getByLabel('联系电话').fill('0551-62000000');
  await receipt.getByRole('button', { name: '签收' }).click();
  await receipt.getByRole('heading', { name: '已签收' }).waitFor();
  await receipt.goto('/receipt');
  await receipt.getByLabel('接收码').fill(code);
  await receipt.getByRole('button', { name: '查看' }).click();
  await receipt.getByLabel('查处结果').selectOption({ label: '已立案查处' });
  await receipt.getByLabel('查处情况').fill('已立案，正在调查。');
  await receipt.getByLabel('填报人姓名').fill('王小五');
  await receipt.getByRole('button', { name: '提交' }).click();
  await receipt.getByRole('heading', { name: '已提交查处情况' }).waitFor();
  await receiver.close();

  await page.goto(transfer);
  await page.getByText('已立案查处').first().waitFor();
  await page.getByRole('tab', { name: /交接链（5）/ }).click();
  await page.getByText('前后相连，没有改动').waitFor();
  await shot(page, 'transfer-done');
  await page.goto('/transfers');
  await page.getByRole('link', { name: '某某旗舰店涉嫌侵犯地理标志证明商标' }).first().waitFor();
  await shot(page, 'transfers');
  expect(officer.complaints).toEqual([]);
  for (const desk of [officer, first, second]) await desk.close();
});
