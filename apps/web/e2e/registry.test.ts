import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoPatrolled, openBrowser, openDesk, read, readUntil, textOf } from './console.ts';

interface SiteLine {
  readonly id: string;
  readonly name: string;
  readonly phones: readonly string[];
}

let browser: Awaited<ReturnType<typeof openBrowser>>;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

it('shows a phone whole only after a reason, which the audit log keeps', async () => {
  const { page, complaints, close } = await openDesk(browser, 'fenpai');
  // Phones come with the first patrol, which may be at its beginning.
  const { items } = await readUntil<{ items: SiteLine[] }>(
    page,
    '/api/registry/sites?pageSize=500',
    (answer) => answer.items.some(({ phones }) => phones.some((phone) => phone.includes('*'))),
  );
  const site = items.find(({ phones }) => phones.some((phone) => phone.includes('*')))!;
  await page.goto(`/registry/${site.id}`);
  await page.getByText(site.phones[0]!).first().waitFor();
  await page.getByRole('button', { name: '查看完整联系方式' }).click();
  const ask = page.getByRole('dialog');
  await ask.getByRole('button', { name: '查看', exact: true }).click();
  await ask.getByText('请写明理由，至少 4 个字').waitFor();
  await ask.getByLabel('查看理由').fill('电话核实经营者');
  await ask.getByRole('button', { name: '查看', exact: true }).click();
  const shown = page.getByRole('dialog', { name: '联系方式' });
  const [head = '', tail = ''] = site.phones[0]!.split(/\*+/);
  expect(await textOf(shown.locator('dd').first())).toMatch(new RegExp(`${head}[\\d-]+${tail}`));
  await shown.getByRole('button', { name: '看完了' }).click();
  expect(complaints).toEqual([]);
  await close();

  const auditor = await openDesk(browser, 'shenji');
  await auditor.page.goto('/system/audit?q=电话核实经营者');
  await auditor.page.getByText('电话核实经营者').first().waitFor();
  await auditor.close();
});

it('takes a site out of the queue for confirmation by hand', async () => {
  const { page, complaints, close } = await openDesk(browser, 'fenpai');
  await demoPatrolled(page);
  const queue = '/api/registry/sites?confirmStatus=pending&pageSize=1';
  const before = await read<{ total: number; items: SiteLine[] }>(page, queue);
  const site = before.items[0]!;
  await page.goto(`/registry/${site.id}`);
  await page.getByRole('button', { name: '人工确认' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('电话核实').click();
  await dialog.getByText('无效信息，排除').click();
  await dialog.getByLabel('核实情况').fill('电话停机，地址无此单位');
  await dialog.getByRole('button', { name: '确认', exact: true }).click();
  await page.getByText('已记录人工确认结果').waitFor();
  await page.getByText('电话停机，地址无此单位').first().waitFor();
  expect((await read<{ total: number }>(page, queue)).total).toBe(before.total - 1);
  expect(complaints).toEqual([]);
  await close();
});
