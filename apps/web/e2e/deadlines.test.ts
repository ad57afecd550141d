import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser, openDesk, type Page, read, readUntil } from './console.ts';

let browser: Awaited<ReturnType<typeof openBrowser>>;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

interface Found {
  readonly items: { id: string; due: string; lamp: string; on: string; provisional: boolean }[];
}
const dueOf = async (page: Page, title: string) =>
  (await read<Found>(page, `/api/deadlines?q=${encodeURIComponent(title)}&rule=clue-check`)).items[0];

async function register(page: Page, title: string): Promise<void> {
  await page.goto('/leads/new');
  await page.getByLabel('线索标题').fill(title);
  await page.getByLabel('案源内容（违法事实）').fill('内容');
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await page.waitForURL(/\/leads\/lead_/);
}

it('prolongs a deadline within the law, shows the new end before, and refuses a second time', async () => {
  const clerk = await openDesk(browser, 'fenpai');
  const title = '要延长核查期限的线索';
  await register(clerk.page, title);
  const before = await dueOf(clerk.page, title);
  const { page, complaints, close } = await openDesk(browser, 'shenpi');
  await page.goto(`/deadlines?q=${title}&rule=clue-check`);
  await page.locator('.row-table tbody tr[data-index]').first().focus();
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('dialog').first();
  await drawer.getByText('第十八条').first().waitFor();
  await drawer.getByRole('button', { name: /延\s*长/ }).click();
  await page.getByText(/第 1 次延长（共可延长 1 次）/).waitFor();
  await page.getByText(new RegExp(`原 ${before?.due} 到期，批准后 2\\d{3}-`)).waitFor();
  await page.getByLabel('延长的理由').fill('案情复杂，需要外地协查');
  await page.getByRole('button', { name: '批准延长' }).click();
  await page.getByText(/已延长，.* 到期/).waitFor();
  await drawer.getByText(/已经用完/).waitFor();
  await drawer.getByText('延长 15 个工作日，案情复杂，需要外地协查').waitFor();
  expect(await drawer.getByRole('button', { name: /延\s*长/ }).count()).toBe(0);
  expect((await dueOf(page, title))!.due > before!.due).toBe(true);
  expect(complaints).toEqual([]);
  // Whoever may not approve sees the course, and no button.
  await clerk.page.goto(`/deadlines?at=${before?.id}`);
  await clerk.page.getByRole('dialog').getByText('案情复杂，需要外地协查').waitFor();
  expect(await clerk.page.getByRole('button', { name: '扣除时间' }).count()).toBe(0);
  await clerk.close();
  await close();
});

it('reads a pasted notice, says which deadlines move, and counts anew once it is entered', async () => {
  const { page, complaints, close } = await openDesk(browser, 'fenpai');
  await page.goto('/deadlines/calendars/new');
  await page.getByLabel('通知正文').fill(`国务院办公厅关于2027年部分节假日安排的通知
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至13日（周六）放假调休，共9天。2月14日（周日）、2月20日（周六）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。5月8日（周六）上班。
五、端午节：6月9日（周三）放假，共1天。
六、中秋节：9月15日（周三）放假，共1天。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。`);
  await page.getByRole('button', { name: '识别日期' }).click();
  await page.getByRole('cell', { name: '春节' }).waitFor();
  await page.getByRole('button', { name: '预览期限变动' }).click();
  await page.getByText(/涉及正在计算的期限 \d+ 个/).waitFor();
  await page.getByRole('button', { name: '录入并重新计算' }).click();
  await page.waitForURL('**/deadlines/calendars');
  await page.getByText('国务院办公厅关于2027年部分节假日安排的通知，').waitFor();
  expect(await page.getByTitle('春节放假').count()).toBe(9);
  await readUntil<Found>(page, '/api/deadlines?provisional=true', ({ items }) =>
    items.every(({ due }) => due > '2027-12-24'),
  );
  await page.getByRole('button', { name: /撤\s*回/ }).click();
  await page.getByLabel('理由').fill('演示完毕');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /撤\s*回/ })
    .click();
  await page.getByText('已撤回，期限正在重新计算').waitFor();
  expect(complaints).toEqual([]);
  await close();
});

it('keeps the thresholds that were set, and shows the messages', async () => {
  const { page, complaints, close } = await openDesk(browser, 'fenpai');
  await page.goto('/deadlines/settings');
  await page.getByLabel('按工作日计算的期限变黄灯剩余').fill('4');
  await page.getByRole('button', { name: /保\s*存/ }).click();
  await page.getByText('已保存').waitFor();
  await page.reload();
  await page.getByLabel('按工作日计算的期限变黄灯剩余').waitFor();
  expect(await page.getByLabel('按工作日计算的期限变黄灯剩余').inputValue()).toBe('4');
  await page.getByRole('button', { name: /^消息，未读/ }).click();
  await page.getByRole('link', { name: '全部消息' }).click();
  await page.waitForURL('**/inbox');
  await page.getByRole('heading', { name: '消息' }).waitFor();
  expect(complaints).toEqual([]);
  await close();
});
