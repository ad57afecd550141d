import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser, openDesk, type Page, readUntil } from './console.ts';

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

/** Writes by the API with the page's own session, for steps that other journeys walk through on their pages. */
async function send(
  page: Page,
  address: string,
  body: object,
  method = 'POST',
): Promise<Record<string, never>> {
  const answer = await page.evaluate(
    async ([path, sent, verb]) => {
      const { csrf } = await (await fetch('/api/session')).json();
      const headers = { 'content-type': 'application/json', 'x-csrf-token': csrf };
      const got = await fetch(path, { method: verb, headers, body: JSON.stringify(sent) });
      return { ok: got.ok, json: await got.json() };
    },
    [address, body, method] as const,
  );
  if (!answer.ok) throw new Error(`${address}: ${JSON.stringify(answer.json)}`);
  return answer.json;
}

it('goes from the province to a city, which divides it, takes a change over and reports back', async () => {
  const above = await openDesk(browser, 'quting');
  const hall = above.page;
  const name = '全区网络市场监管专项行动（演练）';
  await hall.goto('/campaigns/new');
  await hall.getByLabel('套用方案样式').click();
  await hall.getByTitle(/网络交易市场监管工作/).click();
  await hall.getByLabel('行动名称').fill(name);
  await hall.getByRole('button', { name: '全部任务下达到各市局' }).click();
  await hall.getByRole('button', { name: '保存方案' }).click();
  await hall.waitForURL(/\/campaigns\/campaign_/);
  const plan = new URL(hall.url()).pathname;
  await decide(hall, '印发方案');

  const below = await openDesk(browser, 'fenpai');
  const city = below.page;
  type List = { items: { id: string; name: string }[] };
  const list = await readUntil<List>(city, '/api/campaigns', ({ items }) =>
    items.some((one) => one.name === name),
  );
  const own = `/campaigns/${list.items.find((one) => one.name === name)?.id}`;
  await city.goto(own);
  await city.getByText('签收后核对方案').waitFor();
  await shot(city, 'handed');
  await decide(city, '签收上级部署');
  await city.getByRole('button', { name: '修改方案' }).click();
  await city.getByRole('button', { name: '全部任务下达到各县（区）局' }).click();
  await city.getByRole('button', { name: '保存方案' }).click();
  await city.waitForURL(new RegExp(`${own}$`));
  await decide(city, '印发方案');

  await hall.goto(`${plan}/edit`);
  await hall.getByLabel('工作目标').fill('全区网络交易环境明显好转。');
  await hall.getByLabel('修订理由（通知各单位）').fill('自治区会议要求');
  await hall.getByRole('button', { name: '保存修订' }).click();
  await hall.waitForURL(new RegExp(`${plan}$`));
  type Detail = { superior: { changes: object[] }; bureaus: { childStatus: string; upToDate: boolean }[] };
  await readUntil<Detail>(city, `/api${own}`, ({ superior }) => superior.changes.length > 0);
  await city.reload();
  await city.getByRole('cell', { name: '全区网络交易环境明显好转。' }).waitFor();
  await shot(city, 'superior-changes');
  await city.getByRole('button', { name: '采用上级修订' }).click();
  await city
    .getByRole('dialog')
    .getByRole('button', { name: /采\s?用$/ })
    .click();
  await city.getByRole('region', { name: '上级方案的修订' }).waitFor({ state: 'detached' });

  await city.getByRole('tab', { name: '总结报送' }).click();
  await city.getByRole('button', { name: /拟制全面工作总结/ }).click();
  await city.getByRole('link', { name: '全面工作总结' }).waitFor();
  const { reports } = await readUntil<{ reports: { documentId: string }[] }>(
    city,
    `/api${own}/reporting`,
    (answer) => answer.reports.length === 1,
  );
  const document = `/api/documents/${reports[0]?.documentId}`;
  const [deputy, head] = [await openDesk(browser, 'shenpi'), await openDesk(browser, 'juzhang')];
  const { version } = await readUntil<{ version: number }>(city, document, () => true);
  const words = { experience: '各县联动。', problems: '力量不足。', plans: '继续整治。' };
  const written = await send(city, document, { version, values: words }, 'PATCH');
  const given = await send(city, `${document}/submit`, { version: written.version });
  const seen = await send(deputy.page, `${document}/decide`, { decision: 'approve', version: given.version });
  await send(head.page, `${document}/decide`, { decision: 'sign', version: seen.version });
  await city.reload();
  await city.getByRole('button', { name: /^报\s?送$/ }).click();
  await city.getByText('由上级签收或者退回').waitFor();
  await city
    .getByRole('dialog')
    .getByRole('button', { name: /报\s?送$/ })
    .click();
  await city.getByText('已报送，待签收').waitFor();

  await readUntil<{ reports: object[] }>(
    hall,
    `/api${plan}/reporting`,
    (answer) => answer.reports.length === 1,
  );
  await hall.goto(`${plan}?tab=report`);
  await hall.getByRole('button', { name: /^签\s?收$/ }).click();
  await hall
    .getByRole('dialog')
    .getByRole('button', { name: /签\s?收$/ })
    .click();
  await hall.getByText('已签收').first().waitFor();
  await hall.goto(plan);
  await hall.getByRole('link', { name: /^中卫市市场监督管理局/ }).waitFor();
  await shot(hall, 'board-below');
  await readUntil<{ reports: { status: string }[] }>(
    city,
    `/api${own}/reporting`,
    (answer) => answer.reports[0]?.status === 'received',
  );
  expect(above.complaints.concat(below.complaints)).toEqual([]);
  for (const desk of [above, below, deputy, head]) await desk.close();
});
