import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { openBrowser, openDesk, PASSWORD, type Page, readUntil } from './console.ts';

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

type Api = Awaited<ReturnType<typeof byApi>>;

/**
 * An officer whose own pages other journeys walk through: it acts by the API with a session of its own, and no page is
 * loaded for it.
 */
async function byApi(login: string) {
  const context = await browser.newContext({ baseURL: inject('base') });
  const signed = await context.request.post('/api/session', { data: { login, password: PASSWORD } });
  if (!signed.ok()) throw new Error(`${login} was not signed in: ${await signed.text()}`);
  const { csrf } = await (await context.request.get('/api/session')).json();
  return {
    async send<Answer>(path: string, data: object, method = 'POST'): Promise<Answer> {
      const answer = await context.request.fetch(path, { method, data, headers: { 'x-csrf-token': csrf } });
      if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`);
      return await answer.json();
    },
    read: async <Answer>(path: string): Promise<Answer> => await (await context.request.get(path)).json(),
    close: () => context.close(),
  };
}

it('goes from the province to a city, which divides it, takes a change over and reports back', async () => {
  const [above, below] = [await openDesk(browser, 'quting'), await openDesk(browser, 'fenpai')];
  const [hall, city] = [above.page, below.page];
  const officers = await Promise.all(['quting', 'fenpai', 'shenpi', 'juzhang'].map(byApi));
  const [chief, section, deputy, head] = officers as [Api, Api, Api, Api];
  const name = '全区网络市场监管专项行动（演练）';
  // How a plan is written on its page is the journey before; here it is about what happens to it.
  type Choices = {
    units: { id: string; level: string; below: boolean }[];
    presets: { plan: { items: object[] } }[];
  };
  const { presets, units } = await chief.read<Choices>('/api/campaigns/choices');
  const divided = (items: object[], orgIds: string[]) => items.map((item) => ({ ...item, orgIds }));
  const [preset] = presets;
  const bureaus = units.filter((unit) => unit.below).map(({ id }) => id);
  const made = await chief.send<{ id: string; version: number }>('/api/campaigns', {
    ...{ ...preset?.plan, items: divided(preset?.plan.items ?? [], bureaus) },
    ...{ name, key: 'journey' },
  });
  const plan = `/campaigns/${made.id}`;
  await chief.send(`/api${plan}/issue`, { version: made.version });

  type List = { items: { id: string; name: string }[] };
  const list = await readUntil<List>(city, '/api/campaigns', ({ items }) =>
    items.some((one) => one.name === name),
  );
  const own = `/campaigns/${list.items.find((one) => one.name === name)?.id}`;
  await city.goto(own);
  await city.getByText('签收后核对方案').waitFor();
  await shot(city, 'handed');
  await decide(city, '签收上级部署');
  await city.getByText('把任务分解到单位').waitFor();
  const handed = await section.read<{ version: number; plan: { items: object[] } }>(`/api${own}`);
  const counties = (await section.read<Choices>('/api/campaigns/choices')).units
    .filter(({ level }) => level === 'county')
    .map(({ id }) => id);
  const items = divided(handed.plan.items, counties);
  const ready = { ...handed.plan, items, version: handed.version };
  const { version: drawnUp } = await section.send<{ version: number }>(`/api${own}`, ready, 'PUT');
  await section.send(`/api${own}/issue`, { version: drawnUp });

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
  type Versioned = { version: number };
  const { version } = await section.read<Versioned>(document);
  const words = { experience: '各县联动。', problems: '力量不足。', plans: '继续整治。' };
  const written = await section.send<Versioned>(document, { version, values: words }, 'PATCH');
  const given = await section.send<Versioned>(`${document}/submit`, { version: written.version });
  const seen = await deputy.send<Versioned>(`${document}/decide`, {
    ...{ decision: 'approve', version: given.version },
  });
  await head.send(`${document}/decide`, { decision: 'sign', version: seen.version });
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
  await hall.getByRole('tab', { name: '进度' }).click();
  await hall.getByRole('link', { name: /^中卫市市场监督管理局/ }).waitFor();
  await shot(hall, 'board-below');
  await readUntil<{ reports: { status: string }[] }>(
    city,
    `/api${own}/reporting`,
    (answer) => answer.reports[0]?.status === 'received',
  );
  expect(above.complaints.concat(below.complaints)).toEqual([]);
  for (const desk of [above, below, ...officers]) await desk.close();
});
