import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoPatrolled, openBrowser, openDesk, readUntil, textOf } from './console.ts';

let browser: Awaited<ReturnType<typeof openBrowser>>;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

it('triages with the keyboard alone, takes a decision back, and opens the lead that a confirmation made', async () => {
  const { page, complaints, close } = await openDesk(browser, 'fenpai');
  await demoPatrolled(page);
  const pending = '/api/findings?status=pending&pageSize=1';
  const { total } = await readUntil<{ total: number }>(page, pending, (answer) => answer.total >= 2);
  await page.goto('/findings');
  await page.getByText(`共 ${total} 条，第 1 条`).waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog').getByText('按键说明').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });

  await page.keyboard.press('j');
  await page.getByText(`共 ${total} 条，第 2 条`).waitFor();
  await page.keyboard.press('k');
  await page.getByText(`共 ${total} 条，第 1 条`).waitFor();

  await page.keyboard.press('n');
  await page.getByRole('dialog').getByText('为什么不是违法').waitFor();
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  await page.getByText(`共 ${total - 1} 条，第 1 条`).waitFor();
  await page.keyboard.press('u');
  await page.getByText(`共 ${total} 条，第 1 条`).waitFor();

  await page.locator('.triage-words h2', { hasText: '待甄别' }).waitFor();
  const title = await textOf(page.locator('.triage-words h2'));
  await page.keyboard.press('y');
  await page.getByText(`共 ${total - 1} 条，第 1 条`).waitFor();
  await page.goto('/findings?status=confirmed&sort=-foundAt&pageSize=500');
  await page.locator('.triage-list li').first().waitFor();
  const rule = title.replace(/^(违法|疑似)待甄别/, '');
  await page.locator('.triage-list button', { hasText: rule }).first().click();
  await page.getByRole('link', { name: '查看线索' }).click();
  await page.waitForURL(/\/leads\/lead_/);
  await page.getByText('办理日志').waitFor();
  await page.getByRole('button', { name: '采纳', exact: true }).waitFor();
  expect(complaints).toEqual([]);
  await close();
});

it('shows the sentence with the term marked beside the sealed picture of the page', async () => {
  const { page, close } = await openDesk(browser, 'fenpai');
  type Found = { items: { id: string; evidenceId: string | null; term: string }[] };
  const { items } = await readUntil<Found>(
    page,
    '/api/findings?level=violation&sort=foundAt&pageSize=50',
    (answer) => answer.items.some((one) => one.evidenceId && one.term),
  );
  const finding = items.find((one) => one.evidenceId && one.term);
  await readUntil<{ status: string }>(
    page,
    `/api/evidence/${finding?.evidenceId}`,
    (evidence) => evidence.status === 'sealed',
  );
  await page.goto(`/findings?status=all&level=violation&at=${finding?.id}`);
  await page.locator('.triage-context mark').waitFor();
  expect(await textOf(page.locator('.triage-context mark'))).toBe(finding?.term);
  const picture = page.locator('.triage-evidence img');
  await picture.waitFor();
  await expect.poll(() => picture.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBeGreaterThan(300);
  await page.getByRole('button', { name: '校验' }).click();
  await page.getByText(/证据完整，没有被改动/).waitFor();
  await close();
});
