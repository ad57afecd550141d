import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser, openDesk, type Page, read } from './console.ts';

let browser: Awaited<ReturnType<typeof openBrowser>>;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** Presses a button of the page's head, then the same in the dialog that it opens: twice, which acts once. */
async function decide(page: Page, name: string): Promise<void> {
  await page.locator('.page-head').getByRole('button', { name, exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name, exact: true }).dblclick();
  await page.getByText(`已${name} 1 条`).waitFor();
}

it('takes a lead from a citizen through dispatch, sign-off, check, feedback and review to its end', async () => {
  const city = await openDesk(browser, 'fenpai');
  const county = await openDesk(browser, 'spt');
  const { page } = city;
  await page.goto('/leads/new');
  await page.getByLabel('线索标题').fill('市民反映沙坡头区某店虚假宣传');
  await page.getByLabel('案源内容（违法事实）').fill('网店宣称枸杞可以治疗糖尿病');
  await page.getByLabel('投诉举报编号').fill('1640500002026112200001');
  await page.getByLabel('提供人', { exact: true }).fill('张建国');
  await page.getByLabel('提供人电话').fill('13909551234');
  await page.getByLabel('当事人地址').fill('宁夏中卫市沙坡头区文昌镇鼓楼东街12号');
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await page.waitForURL(/\/leads\/lead_/);
  const path = new URL(page.url()).pathname;
  await page.getByRole('tab', { name: '登记内容' }).click();
  await page.getByText('139****1234').waitFor();
  expect(await page.getByText('13909551234').count()).toBe(0);
  expect(await page.getByText('张建国').count()).toBe(0);

  await decide(page, '采纳');
  await page.locator('.page-head').getByRole('button', { name: '分派', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('建议：沙坡头区市场监督管理局').waitFor();
  await dialog.getByText(/第三十一条/).waitFor();
  await dialog.getByRole('button', { name: '分派', exact: true }).click();
  await page.getByText('已分派 1 条').waitFor();
  await page.getByText(/等待 沙坡头区市场监督管理局.*签收/).waitFor();

  const other = county.page;
  await other.goto('/');
  await other.getByRole('link', { name: /待签收线索/ }).click();
  await other.getByRole('link', { name: '市民反映沙坡头区某店虚假宣传' }).click();
  await decide(other, '签收');
  await other.locator('.page-head').getByRole('button', { name: '记录核查', exact: true }).click();
  await other.getByLabel('核查了什么').fill('核对网页和实体店');
  await other.getByLabel('核查结果').fill('广告属实，已下架');
  await other.getByRole('dialog').getByRole('button', { name: '保存' }).click();
  await other.getByText('已记录核查 1 条').waitFor();
  await other.locator('.page-head').getByRole('button', { name: '反馈', exact: true }).click();
  await other.getByRole('dialog').getByLabel('结果').click();
  await other.getByTitle('属实，已督促整改').click();
  await other.getByLabel('查明的事实').fill('广告属实');
  await other.getByLabel('整改和处理情况').fill('已删除并承诺不再发布');
  await other.getByRole('dialog').getByRole('button', { name: '反馈', exact: true }).click();
  await other.getByText('已反馈 1 条').waitFor();
  // The county has nothing to decide now: the review lies with the city.
  expect(await other.getByRole('button', { name: '审核通过' }).count()).toBe(0);

  await page.goto(path);
  await decide(page, '审核通过');
  await decide(page, '办结');
  await decide(page, '归档');
  expect(await read(page, `/api${path}`)).toMatchObject({ status: 'archived', result: 'rectified' });
  expect([...city.complaints, ...county.complaints]).toEqual([]);
  await city.close();
  await county.close();
});

it('takes an attachment, and says why a program is not taken', async () => {
  const { page, close } = await openDesk(browser, 'fenpai');
  await page.goto('/leads/new');
  await page.getByLabel('线索标题').fill('带附件的线索');
  await page.getByLabel('案源内容（违法事实）').fill('内容');
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await page.waitForURL(/\/leads\/lead_/);
  await page.getByRole('tab', { name: /附件/ }).click();
  const chosen = page.getByLabel('选择附件');
  await chosen.setInputFiles({
    name: '移送函.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.7'),
  });
  await page.getByRole('link', { name: '移送函.pdf' }).waitFor();
  await chosen.setInputFiles({
    name: '程序.exe',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from('MZ'),
  });
  await page.getByText(/不能上传“程序.exe”/).waitFor();
  await page.getByRole('button', { name: '知道了' }).click();
  await close();
});
