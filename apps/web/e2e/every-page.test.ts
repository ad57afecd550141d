import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Permission } from '@wangjian/core/permissions.ts';
import { beforeAll, expect, it } from 'vitest';
import { PAGES } from '../src/console/page-table.ts';
import { type Desk, openBrowser, openDesk, type Page, read } from './console.ts';

const shots = fileURLToPath(new URL('../../../test-results/console/', import.meta.url));
const DESK = { width: 1366, height: 768 };
const WALL = { width: 1920, height: 1080 };
/** Words in Latin letters that Chinese officers write so. */
const USUAL =
  /ICP|CSV|TXT|XLSX|Excel|SHA|SM3|WACZ|Chromium|robots|https?|www|example|JSON|OIDC|O2O|MB|PDF|[a-z0-9._-]*\.(com|cn|html)\S*/gi;

/**
 * Of the looks that are repeated (the old kernel, whose library the types already hold, and the large screen), `npm test`
 * takes every third page, from another one each day; `npm run test:full` takes all.
 */
const FIRST = Number(process.env.WANGJIAN_SAMPLE ?? Math.floor(Date.now() / 86_400_000)) % 3;
const sampled = (path: string) =>
  Boolean(process.env.WANGJIAN_TEST_FULL) || PAGES.findIndex((page) => page.path === path) % 3 === FIRST;

/** Who opens the pages: each page is opened by the first of them who may see it. */
const OFFICERS = ['fenpai', 'zhifa', 'shenpi', 'fazhi', 'xitong', 'anquan', 'shenji'];
/** Where the records of a page `<list>/$id` are listed; without an entry at `/api<list>`. */
const LISTS: Readonly<Record<string, string>> = {
  '/registry': '/api/registry/sites',
  '/leads': '/api/leads?sort=registeredAt',
  '/inspections/draws': '/api/draws',
};
/** Further views of a page that are worth a look of their own. */
const VIEWS: Readonly<Record<string, readonly string[]>> = {
  '/findings': ['?status=all'],
  '/leads/$id': ['?tab=findings', '?tab=articles'],
};

/** Opens a page and waits until nothing of it is still loading. */
async function settle(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.locator('.page h1, .big-screen h1').first().waitFor();
  await page.waitForFunction(() => document.querySelector('.page-state .ant-spin') === null);
}

/** Words of the controls, headings and hints of a page that are left in English. */
async function english(page: Page): Promise<string[]> {
  const words = await page.evaluate(() => {
    const texts = [...document.querySelectorAll('h1,h2,th,label,button,dt,.ant-tag,.crumbs,.soft,nav a')].map(
      (one) => one.textContent,
    );
    const hints = [
      ...document.querySelectorAll('[placeholder],[aria-label]:not([role="img"], .ant-select-clear)'),
    ].map((one) => `${one.getAttribute('placeholder') ?? ''} ${one.getAttribute('aria-label') ?? ''}`);
    return [...texts, ...hints];
  });
  return words
    .map((text) => text.replace(USUAL, ''))
    .flatMap((text) => (/[\u4e00-\u9fff]/.test(text) ? [] : (text.match(/[A-Za-z]{4,}/g) ?? [])));
}

const sidewaysBar = (page: Page) =>
  page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth));

/** The addresses of a page of the table; none when the demo has no record of its kind yet. */
async function addressesOf(page: Page, path: string): Promise<string[]> {
  const above = path.split('/$id')[0]!;
  const list = LISTS[above] ?? `/api${above}`;
  let address = path;
  if (path.includes('$')) {
    const first = await read<{ items: { id: string }[] }>(
      page,
      `${list}${list.includes('?') ? '&' : '?'}pageSize=1`,
    );
    expect({ list, items: first.items }).toEqual({ list, items: expect.any(Array) });
    if (first.items.length === 0) return [];
    address = path.replace('$id', first.items[0]!.id);
  }
  return [address, ...(VIEWS[path] ?? []).map((view) => address + view)];
}

/** File name of the picture of a view: its path in words, without the id of the record. */
const nameOf = (path: string, address: string) =>
  [path.slice(1).replaceAll('$', '') || 'workbench', ...new URL(address, 'http://x').searchParams.values()]
    .join('-')
    .replaceAll('/', '-');

beforeAll(() => mkdir(shots, { recursive: true }));

// Both kernels at once: a page mostly waits for its server, and nothing here writes.
it.concurrent.each([
  ['current', [DESK, WALL]],
  ['chromium109', [DESK]],
] as const)(
  'opens every page on kernel %s without a complaint of the browser, in Chinese, without a bar to scroll sideways',
  async (kernel, sizes) => {
    const browser = await openBrowser(kernel);
    const ending = kernel === 'current' ? '' : '-109';
    const wrong: string[] = [];
    const look = async ({ page, complaints }: Desk, name: string, path: string) => {
      wrong.push(...complaints.splice(0).map((complaint) => `${name}: ${complaint}`));
      wrong.push(...(await english(page)).map((word) => `${name}: in English: ${word}`));
      for (const size of sampled(path) ? sizes : [DESK]) {
        if (size !== DESK) await page.setViewportSize(size);
        await page.screenshot({ path: join(shots, `${name}-${size.width}${ending}.png`) });
        const wide = await sidewaysBar(page);
        if (wide > 0) wrong.push(`${name}: ${wide} px wider than ${size.width}`);
      }
      if (sizes.length > 1) await page.setViewportSize(DESK);
    };
    try {
      const door = await openDesk(browser, null, DESK, 'block');
      await door.page.goto('/sign-in');
      await door.page.getByRole('button', { name: /马晓燕/ }).waitFor();
      await look(door, 'sign-in', '/');
      await door.close();
      let left = PAGES.filter(({ path }) => kernel === 'current' || sampled(path));
      for (const login of OFFICERS) {
        const desk = await openDesk(browser, login, DESK, 'block');
        const { permissions } = await read<{ permissions: Permission[] }>(desk.page, '/api/session');
        const mine = left.filter(({ access }) => access === null || permissions.includes(access));
        left = left.filter((page) => !mine.includes(page));
        for (const { path } of mine) {
          for (const address of await addressesOf(desk.page, path)) {
            await settle(desk.page, address);
            await look(desk, nameOf(path, address), path);
          }
        }
        await desk.close();
      }
      wrong.push(...left.map(({ path }) => `${path}: none of ${OFFICERS} may open it`));
      expect(wrong).toEqual([]);
    } finally {
      await browser.close();
    }
  },
  300_000,
);
