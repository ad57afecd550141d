import { launchBrowser } from '@wangjian/evidence/browser/launch.ts';
import { inject } from 'vitest';

export type Browser = Awaited<ReturnType<typeof launchBrowser>>;
export type Page = Awaited<ReturnType<Browser['newPage']>>;

/** Password of every demo account. */
export const PASSWORD = 'Wangjian@2026';

/** A browser with Chinese settings: the current kernel, or the old one that officers' desktops have. */
export async function openBrowser(kernel: 'current' | 'chromium109' = 'current'): Promise<Browser> {
  return await launchBrowser({ kernel, args: ['--lang=zh-CN'] });
}

export interface Desk {
  readonly page: Page;
  /** What the browser complained of: script errors, failed loads, refused policies. */
  readonly complaints: string[];
  close(): Promise<void>;
}

/** A desk of one officer: a browser context of its own, with the complaints of its page. */
export async function openDesk(
  browser: Browser,
  login: string | null,
  size: { width: number; height: number } = { width: 1366, height: 768 },
  /** Routes that a test sets up see no request of a page that a service worker serves: such a test blocks it. */
  serviceWorkers: 'allow' | 'block' = 'allow',
): Promise<Desk> {
  const context = await browser.newContext({
    viewport: size,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    acceptDownloads: true,
    serviceWorkers,
    baseURL: inject('base'),
  });
  // A wait that is in vain fails all the same; one on a busy machine must not.
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`script: ${error.message}`));
  page.on('console', (message) => {
    // The question who is signed in is answered with 401 before signing in: no complaint.
    if (message.type() === 'error' && !message.text().includes('401')) complaints.push(message.text());
  });
  if (login !== null) {
    // The form has tests of its own (sign-in.test.ts).
    const answer = await context.request.post('/api/session', { data: { login, password: PASSWORD } });
    if (!answer.ok())
      throw new Error(`${login} was not signed in: ${answer.status()} ${await answer.text()}`);
    await page.goto('/');
    await page.locator('.shell').waitFor();
  }
  return { page, complaints, close: () => context.close() };
}

/** Signs in with the form and waits for the shell. */
export async function signIn(page: Page, login: string, password = PASSWORD): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('账号', { exact: true }).fill(login);
  await page.getByLabel('口令', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.locator('.shell').waitFor();
}

/** Reads the API with the page's own session; for finding the records that a journey works on. */
export async function read<Answer>(page: Page, address: string): Promise<Answer> {
  return await page.evaluate(async (path) => (await fetch(path)).json(), address);
}

/** Reads until the answer is as wanted, for what the platform does in the background (patrols, sealing). */
export async function readUntil<Answer>(
  page: Page,
  address: string,
  wanted: (answer: Answer) => boolean,
): Promise<Answer> {
  const end = Date.now() + 120_000;
  for (;;) {
    const answer = await read<Answer>(page, address);
    if (wanted(answer)) return answer;
    if (Date.now() > end) throw new Error(`${address} never became as wanted: ${JSON.stringify(answer)}`);
    await page.waitForTimeout(300);
  }
}

/** Waits until the demo market has been patrolled: before, counts move by themselves and new patrols queue behind it. */
export async function demoPatrolled(page: Page): Promise<void> {
  await readUntil<{ runningPatrols: unknown[] }>(
    page,
    '/api/workbench',
    (answer) => answer.runningPatrols.length === 0,
  );
}

/** All text of the first element that a locator finds. */
export async function textOf(locator: ReturnType<Page['locator']>): Promise<string> {
  return (await locator.first().textContent()) ?? '';
}
