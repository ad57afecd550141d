import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Desk, openBrowser, openDesk, type Page, read } from './console.ts';

let browser: Awaited<ReturnType<typeof openBrowser>>;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** Chooses in a Select by the words of the option. */
async function choose(page: Page, label: string | RegExp, words: string): Promise<void> {
  const input = page.getByRole('combobox', { name: label });
  await input.click();
  if (await input.isEditable()) await input.fill(words.slice(0, 12));
  await page
    .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option', {
      hasText: words,
    })
    .first()
    .click();
}

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).first().click();
  await page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
}

/** The pending document of the case page goes through its approval, each at their own desk. */
async function approve(officer: Page, deputy: Page, head: Page): Promise<void> {
  const casePath = new URL(officer.url()).pathname;
  await officer.getByRole('button', { name: '打开文书' }).click();
  await officer.waitForURL(/\/documents\/document_/);
  const path = new URL(officer.url()).pathname;
  await press(officer, '提交审批');
  await deputy.goto(path);
  await press(deputy, '审核通过');
  await head.goto(path);
  await press(head, '签发');
  await officer.goto(casePath);
}

it('a case is entered, filed by its approval form, investigated with goods and papers, and its file is one PDF', async () => {
  const desks: Desk[] = [];
  for (const login of ['spt2', 'shenpi', 'juzhang']) desks.push(await openDesk(browser, login));
  const [{ page }, { page: deputy }, { page: head }] = desks as [Desk, Desk, Desk];

  await page.goto('/cases');
  await page.getByRole('button', { name: '登记案件' }).first().click();
  await choose(page, '涉嫌违法行为', '销售侵犯注册商标专用权的商品');
  await page.keyboard.press('Escape');
  await page.getByLabel('违法行为发生（开始）日期').fill('2026-10-01');
  await page.keyboard.press('Enter');
  await page.getByLabel('案情（核查情况）').fill('当事人网店销售的白酒经初步辨认为侵权商品');
  await choose(page, '当事人类型', '个体工商户');
  await page.getByLabel('当事人名称（姓名）').fill('沙坡头区某酒商行');
  await choose(page, '主办人员', '李佳宁');
  await page.getByLabel('执法证号').first().fill('宁A060001');
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await page.waitForURL(/\/cases\/case_/);
  const id = new URL(page.url()).pathname.split('/').at(-1)!;

  // One officer is not enough: the step says so instead of failing.
  await page.getByText(/指定两名以上有执法证的办案人员/).waitFor();
  expect(await page.getByRole('button', { name: '提请立案', exact: true }).isDisabled()).toBe(true);
  await page.getByRole('tab', { name: '当事人' }).click();
  await page.getByRole('button', { name: '指定办案人员' }).click();
  await choose(page, '人员', '杨永胜');
  await page.getByRole('dialog').getByLabel('执法证号').fill('宁A060002');
  await page.getByRole('dialog').getByRole('button', { name: '指定', exact: true }).click();
  await page.getByRole('cell', { name: '宁A060002' }).waitFor();

  await press(page, '提请立案');
  await page.getByText('文书等待审批签发').waitFor();
  // The approver finds it among the cases that wait.
  await head.goto('/cases/approvals');
  await head.getByText('沙坡头区某酒商行').first().waitFor();
  await approve(page, deputy, head);
  await page
    .getByText(/市监立〔\d{4}〕/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: '调查终结', exact: true }).waitFor();

  await page.getByRole('tab', { name: '金额' }).click();
  await page.getByRole('button', { name: '登记物品' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('物品', { exact: true }).fill('某白酒 500ml');
  await dialog.getByLabel('数量').fill('100');
  await dialog.getByRole('spinbutton').nth(1).fill('600');
  await dialog.getByLabel('依据').fill('网店标价');
  await dialog.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByText('合计 60,000 元').waitFor();

  await page.getByRole('tab', { name: /证据/ }).click();
  const photo = join(tmpdir(), `wangjian-e2e-${process.pid}.png`);
  await writeFile(photo, await page.screenshot());
  await page.getByRole('button', { name: '上传材料' }).click();
  await page.locator('input[type=file]').setInputFiles(photo);
  await page.getByLabel('材料名称').fill('仓库现场照片');
  await page.getByRole('dialog').getByRole('button', { name: '上传', exact: true }).click();
  await page.getByRole('link', { name: '仓库现场照片' }).waitFor();

  // With a second party what is proposed is asked for each.
  await page.getByRole('tab', { name: '当事人' }).click();
  await page.getByRole('button', { name: '增加当事人' }).click();
  await page.getByRole('dialog').getByLabel('名称（姓名）').fill('乙广告有限公司');
  await page.getByRole('dialog').getByRole('button', { name: '保存', exact: true }).click();
  await page.getByRole('button', { name: '移出本案' }).first().waitFor();
  await page.getByRole('button', { name: '调查终结', exact: true }).click();
  for (const name of ['沙坡头区某酒商行', '乙广告有限公司'])
    await page
      .getByRole('dialog')
      .getByRole('group', { name })
      .getByLabel('罚款', { exact: true })
      .fill('20000');
  await page.getByRole('dialog').getByLabel('处理意见及依据').fill('建议处罚');
  await page.getByRole('dialog').getByRole('button', { name: '制作调查终结报告' }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.getByRole('tab', { name: '概况' }).click();
  await page.getByText('各当事人（2 名').waitFor();

  await page.getByRole('tab', { name: '案卷' }).click();
  await page.getByRole('cell', { name: '立案审批表' }).waitFor();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '下载整卷 PDF' }).first().click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/案卷.*正卷.*\.pdf$/);
  expect((await readFile(await file.path())).subarray(0, 5).toString()).toBe('%PDF-');

  const one = await read<{ state: string; evidence: unknown[] }>(page, `/api/cases/${id}`);
  expect(one).toMatchObject({
    state: 'investigating',
    amounts: { goods: 6_000_000 },
    parties: [{ proposalWords: '罚款2万元' }, { proposalWords: '罚款2万元' }],
  });
  for (const desk of desks) {
    expect(desk.complaints).toEqual([]);
    await desk.close();
  }
});
