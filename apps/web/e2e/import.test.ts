import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser, openDesk, textOf } from './console.ts';

let browser: Awaited<ReturnType<typeof openBrowser>>;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const file = (name: string, text: string | Buffer) => ({
  name,
  mimeType: name.endsWith('.csv') ? 'text/csv' : 'application/octet-stream',
  buffer: Buffer.from(text),
});

it('imports the good rows of a table, shows every bad one, and gives the bad ones back as a file', async () => {
  const { page, complaints, close } = await openDesk(browser, 'fenpai');
  await page.goto('/registry/import');
  const rows = [
    '名称,网址',
    '导入测试一,https://import-one.example.com',
    '导入测试二,不是网址',
    ',https://x.example.com',
  ];
  await page.setInputFiles('input[type=file]', file('主体.csv', rows.join('\n')));
  await page.locator('.import-problems').waitFor();
  expect(await textOf(page.locator('.import-problems'))).toContain('不是网址');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: /下载全部有问题的行/ }).click();
  expect((await download).suggestedFilename()).toMatch(/\.xlsx$/);
  await page.getByRole('button', { name: /^导入 \d+ 行/ }).click();
  await page.getByText(/已导入 \d+ 个主体/).waitFor();
  await page.getByRole('button', { name: '查看导入的主体' }).click();
  await page.getByText('导入测试一').first().waitFor();
  expect(complaints).toEqual([]);
  await close();
});

it('says what is wrong with a broken or wrong table, and lets the officer try again', async () => {
  const { page, close } = await openDesk(browser, 'fenpai');
  await page.goto('/registry/import');
  for (const one of [file('坏.xlsx', 'PK not a workbook'), file('错列.csv', '甲,乙\n1,2\n')]) {
    await page.setInputFiles('input[type=file]', one);
    const alert = page.getByRole('alert').first();
    await alert.waitFor();
    expect(await textOf(alert)).toMatch(/[\u4e00-\u9fff]{4,}/);
    await page.reload();
  }
  await close();
});
