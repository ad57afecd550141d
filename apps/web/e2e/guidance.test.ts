import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { openBrowser, openDesk, type Page, read } from './console.ts';

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

it('runs from an order to correct over approval, service and the answer of the merchant to the end', async () => {
  const officer = await openDesk(browser, 'zhifa');
  const { page } = officer;
  await page.goto('/guidance/new');
  await page.getByLabel('类型', { exact: true }).click();
  await page.getByTitle('行政告诫', { exact: true }).click();
  await page.getByLabel('事项', { exact: true }).fill('某某旗舰店使用绝对化用语');
  await page.getByLabel('当事人', { exact: true }).fill('中卫市某某商贸有限公司');
  await page.getByLabel('反馈期限', { exact: true }).fill('2099-12-01');
  await page.keyboard.press('Enter');
  await page.getByLabel('有关情况（存在的问题）').fill('网店首页发布“全网最低价”广告。');
  await page.getByLabel('相关法律规定').fill('《中华人民共和国广告法》第九条');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '拟制文书' }).click();
  await page.waitForURL(/\/guidance\/guidance_/);
  const guidance = new URL(page.url()).pathname;
  await page.getByText('请填写文书并提交审批').waitFor();
  await shot(page, 'guidance-draft');

  await page.getByRole('link', { name: '打开文书' }).click();
  await page.waitForURL(/\/documents\/document_/);
  const document = new URL(page.url()).pathname;
  await page.getByLabel('告诫内容和要求').fill('立即删除有关用语，开展自查。');
  await page.getByLabel('联系人', { exact: true }).fill('何建国');
  await page.getByLabel('联系人电话', { exact: true }).fill('0955-7000000');
  await page.getByRole('button', { name: '保存并更新预览' }).click();
  await page.getByText('已保存，可以提交').waitFor();
  await page.frameLocator('iframe').getByText('立即删除有关用语').waitFor();
  await shot(page, 'document-filled');
  await decide(page, '提交审批');

  // 审核 and 签发 by two people; the drafter sees neither button.
  expect(await page.getByRole('button', { name: '审核通过' }).count()).toBe(0);
  const [first, second] = [await openDesk(browser, 'shenpi'), await openDesk(browser, 'juzhang')];
  await first.page.goto(document);
  await decide(first.page, '审核通过');
  await second.page.goto(document);
  await decide(second.page, '签发');
  await second.page
    .getByText(/市监诫〔\d{4}〕\d+号/)
    .first()
    .waitFor();
  await shot(second.page, 'document-signed');

  await page.goto(document);
  const { values } = await read<{ values: { replyLink: string } }>(page, `/api${document}`);
  const code = /答复码：(\S+)/.exec(values.replyLink)?.[1] ?? '';
  await page.getByRole('button', { name: '登记送达', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: '登记', exact: true }).click();
  await page.getByText(/送达与附件（1）/).waitFor();

  // The merchant: no session, no script.
  const merchant = await browser.newContext({ baseURL: inject('base'), javaScriptEnabled: false });
  const answer = await merchant.newPage();
  await answer.goto('/answer');
  await answer.getByLabel('答复码').fill(code);
  await answer.getByRole('button', { name: '查看' }).click();
  await answer.getByText('全网最低价').waitFor();
  await shot(answer, 'merchant');
  await answer.getByLabel('内容').fill('已删除有关用语。');
  await answer.getByLabel('填写人姓名').fill('张三');
  await answer.getByRole('button', { name: '提交' }).click();
  await answer.getByRole('heading', { name: '已收到您的反馈' }).waitFor();
  await merchant.close();

  await page.goto(guidance);
  await page.getByText('当事人已反馈，请复查页面').waitFor();
  await page.getByRole('tab', { name: /当事人反馈/ }).click();
  await page.getByText('已删除有关用语。').first().waitFor();
  await shot(page, 'guidance-answered');
  await page.getByRole('button', { name: '办结', exact: true }).click();
  await page.getByRole('dialog').getByLabel('说明').fill('已核实改正');
  await page.getByRole('dialog').getByRole('button', { name: '办结', exact: true }).click();
  await page.getByText('已办结', { exact: true }).first().waitFor();
  expect(officer.complaints).toEqual([]);
  for (const desk of [officer, first, second]) await desk.close();
});
