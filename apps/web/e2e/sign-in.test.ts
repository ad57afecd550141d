import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openDesk, PASSWORD, signIn, textOf } from './console.ts';

let browser: Awaited<ReturnType<typeof openBrowser>>;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

describe('signing in', () => {
  it('fills a demo account by one click, and leads back to the page that was asked for', async () => {
    const { page, close } = await openDesk(browser, null);
    await page.goto('/leads?status=sorting');
    await page.waitForURL('**/sign-in**');
    await page.getByRole('button', { name: /马晓燕/ }).click();
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.waitForURL('**/leads?status=sorting');
    await page.getByRole('heading', { name: '线索' }).waitFor();
    await close();
  });

  it('locks after failed tries, is unlocked by the system administrator, and forces a new password', async () => {
    const guest = await openDesk(browser, null);
    await guest.page.goto('/sign-in');
    const alert = guest.page.getByRole('alert').first();
    for (let tries = 0; tries < 10; tries++) {
      await guest.page.getByLabel('账号', { exact: true }).fill('haicheng');
      await guest.page.getByLabel('口令', { exact: true }).fill(`wrong-${tries}`);
      const answer = guest.page.waitForResponse(
        (one) => one.url().endsWith('/api/session') && one.request().method() === 'POST',
      );
      await guest.page.getByRole('button', { name: '登录', exact: true }).click();
      await answer;
      await alert.waitFor();
      if ((await textOf(alert)).includes('已暂时锁定')) break;
    }
    expect(await textOf(alert)).toContain('已暂时锁定');

    const admin = await openDesk(browser, 'xitong');
    await admin.page.goto('/system/officers?q=haicheng');
    await admin.page.getByRole('button', { name: '重置口令' }).click();
    await admin.page.getByRole('dialog').getByRole('button', { name: '重置', exact: true }).click();
    const first = await textOf(admin.page.locator('.first-password code'));
    await admin.close();

    const { page } = guest;
    await page.getByLabel('账号', { exact: true }).fill('haicheng');
    await page.getByLabel('口令', { exact: true }).fill(first.trim());
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByRole('heading', { name: '请先修改初始口令' }).waitFor();
    await page.goto('/leads');
    await page.getByRole('heading', { name: '请先修改初始口令' }).waitFor();
    const next = `${PASSWORD}-New`;
    await page.getByLabel('现在的口令').fill(first.trim());
    await page.getByLabel('新口令', { exact: true }).fill(next);
    await page.getByLabel('再写一次新口令').fill(next);
    await page.getByRole('button', { name: '修改口令' }).click();
    await page.locator('.shell').waitFor();
    await page.getByRole('button', { name: /马玉兰/ }).click();
    await page.getByText('退出登录').click();
    await page.waitForURL('**/sign-in');
    await signIn(page, 'haicheng', next);
    await guest.close();
  });

  it('signs an officer in by single sign-on, and out again', async () => {
    const { page, complaints, close } = await openDesk(browser, null);
    await page.goto('/sign-in');
    await page.getByRole('link', { name: '政务统一身份认证' }).click();
    await page.locator('.shell').waitFor();
    await page.getByRole('button', { name: /何建国/ }).click();
    await page.getByText('退出登录').click();
    await page.waitForURL('**/sign-in');
    expect(complaints).toEqual([]);
    await close();
  });

  it('shows each of the three administrators its own pages only', async () => {
    for (const [login, own, foreign] of [
      ['xitong', ['机构', '账号'], '/system/audit'],
      ['anquan', ['授权', '角色', '登录与口令'], '/leads'],
      ['shenji', ['审计日志'], '/system/officers'],
    ] as const) {
      const { page, complaints, close } = await openDesk(browser, login);
      for (const name of own)
        await page
          .getByRole('link', { name: new RegExp(name) })
          .first()
          .waitFor();
      expect(await page.getByRole('link', { name: '主体库' }).count()).toBe(0);
      await page.goto(foreign);
      await page.getByText('您没有打开此页面的权限').waitFor();
      expect(complaints).toEqual([]);
      await close();
    }
  });
});
