import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openBrowser, openDesk, type Page, read } from './console.ts';

const shots = fileURLToPath(new URL('../../../test-results/console/', import.meta.url));
const SIZES = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
];
/** Words in Latin letters that Chinese officers write so. */
const USUAL =
  /ICP|CSV|TXT|XLSX|Excel|SHA|SM3|WACZ|Chromium|robots|https?|www|example|JSON|OIDC|O2O|MB|PDF|[a-z0-9._-]*\.(com|cn|html)\S*/gi;

type Items = { items: { id: string }[] };

/** Every page with the login of an officer who may see it. */
async function addresses(page: Page): Promise<[name: string, path: string][]> {
  const first = async (path: string) => (await read<Items>(page, path)).items[0]?.id ?? 'none';
  const [lead, site, patrol] = await Promise.all([
    first('/api/leads?pageSize=1&sort=registeredAt'),
    first('/api/registry/sites?pageSize=1'),
    first('/api/patrols?pageSize=1'),
  ]);
  return [
    ['workbench', '/'],
    ['registry', '/registry'],
    ['site', `/registry/${site}`],
    ['site-new', '/registry/new'],
    ['import', '/registry/import'],
    ['patrols', '/patrols'],
    ['patrol', `/patrols/${patrol}`],
    ['patrol-new', '/patrols/new'],
    ['findings', '/findings'],
    ['findings-all', '/findings?status=all'],
    ['leads', '/leads'],
    ['lead', `/leads/${lead}`],
    ['lead-findings', `/leads/${lead}?tab=findings`],
    ['lead-articles', `/leads/${lead}?tab=articles`],
    ['lead-new', '/leads/new'],
    ['lead-print', `/leads/${lead}/print`],
    ['deadlines', '/deadlines'],
    ['work-calendars', '/deadlines/calendars'],
    ['work-calendar-new', '/deadlines/calendars/new'],
    ['deadline-settings', '/deadlines/settings'],
    ['inbox', '/inbox'],
    ['guidance', '/guidance'],
    ['guidance-new', '/guidance/new'],
    ['documents', '/documents'],
    ['document-new', '/documents/new'],
    ['document-register', '/documents/register'],
    ['document-templates', '/documents/templates'],
    ['rules', '/rules'],
    ['screen', '/rules/screen'],
  ];
}

const ADMINISTRATORS: readonly [login: string, pages: [name: string, path: string][]][] = [
  [
    'xitong',
    [
      ['orgs', '/system/orgs'],
      ['officers', '/system/officers'],
    ],
  ],
  [
    'anquan',
    [
      ['grants', '/system/grants'],
      ['roles', '/system/roles'],
      ['sign-in-policy', '/system/sign-in'],
    ],
  ],
  ['shenji', [['audit', '/system/audit']]],
];

/** Opens a page and waits until nothing of it is still loading. */
async function settle(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.locator('.page h1').first().waitFor();
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

describe.each([
  ['current', SIZES],
  ['chromium109', SIZES.slice(0, 1)],
] as const)('every page on kernel %s', (kernel, sizes) => {
  it('opens without a complaint of the browser, in Chinese, without a bar to scroll sideways', async () => {
    await mkdir(shots, { recursive: true });
    const browser = await openBrowser(kernel);
    try {
      for (const size of sizes) {
        const door = await openDesk(browser, null, size);
        await door.page.goto('/sign-in');
        await door.page.getByRole('button', { name: /马晓燕/ }).waitFor();
        const suffix = kernel === 'current' ? `${size.width}` : `${size.width}-109`;
        await door.page.screenshot({ path: join(shots, `sign-in-${suffix}.png`) });
        await door.close();
        for (const [login, own] of [['fenpai', null] as const, ...ADMINISTRATORS]) {
          const { page, complaints, close } = await openDesk(browser, login, size);
          for (const [name, path] of own ?? (await addresses(page))) {
            await settle(page, path);
            await page.screenshot({ path: join(shots, `${name}-${suffix}.png`) });
            expect({ name, complaints }).toEqual({ name, complaints: [] });
            expect({ name, words: await english(page) }).toEqual({ name, words: [] });
            const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
            expect({ name, wide: Math.max(0, wide) }).toEqual({ name, wide: 0 });
          }
          await close();
        }
      }
    } finally {
      await browser.close();
    }
  }, 300_000);
});
