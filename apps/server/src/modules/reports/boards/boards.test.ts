import ExcelJS from 'exceljs';
import PizZip from 'pizzip';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, type TestUser, testApp } from '../../../platform/test/test-app.ts';
import { annex1File } from './annex1-export.ts';
import { stretches } from './breakdowns.ts';
import { enterRecords, REGIONS } from './test-records.ts';

const PERIOD = 'from=2026-10-01&to=2026-10-31';

let t: TestApp;
let units: Record<string, string>;
let city: TestUser;
let county: TestUser;
let inspector: TestUser;

/** All of a long row of comparisons in the full run, every so-manieth otherwise. */
const some = <Item>(items: readonly Item[], every: number): readonly Item[] =>
  process.env.WANGJIAN_TEST_FULL ? items : items.filter((_, at) => at % every === 0);
beforeAll(async () => {
  t = await testApp();
  t.clock.set('2026-11-05T01:00:00Z');
  units = {};
  units['640500'] = await t.unit({ name: '中卫市市场监督管理局', level: 'city', region: '640500' });
  for (const region of REGIONS.slice(1)) {
    units[region] = await t.unit({ name: `${region}局`, level: 'county', region, parentId: units['640500'] });
  }
  city = await t.officer({ role: 'dispatcher', region: '640500', orgId: units['640500'] });
  county = await t.officer({ role: 'supervisor', region: '640521', orgId: units['640521']! });
  inspector = await t.officer({ role: 'inspector', region: '640502', orgId: units['640502']! });
  await enterRecords(t, units);
  // The catalog is read at the first question about types: not in the time of the first test.
  await read(city, `/api/reports/board/types?${PERIOD}`);
});
afterAll(() => t.close());

const read = async (user: TestUser, path: string) => {
  const answer = await user.call('GET', path);
  expect([path, answer.status]).toEqual([path, 200]);
  return answer.json;
};
const readers = () => [city, county, inspector];
type Numbers = Record<string, number>;
type Stretch = { from: string; to: string; values: Numbers };
type Type = { id: string; values: Numbers };
type Side = Record<'checked' | 'problems' | 'rectified', { value: number }>;
type Row = { id: string; online: Side; onSite: Side };

/** The number of records in the list that a number opens: the dashboards' own, or that of a module. */
async function opened(user: TestUser, opens: string): Promise<number> {
  const [path, query = ''] = opens.split('?');
  if (path === '/reports/records')
    return (await read(user, `/api/reports/board/records?${query}&pageSize=1`)).sum;
  const search = new URLSearchParams(query);
  // As the lists of the console turn days into instants (console/list/use-list-state.ts).
  if (search.has('from')) search.set('from', `${search.get('from')}T00:00:00+08:00`);
  if (search.has('to')) search.set('to', `${search.get('to')}T23:59:59.999+08:00`);
  if (search.get('status') === 'all') search.delete('status');
  return (await read(user, `/api${path}?${search}&pageSize=1`)).total;
}

describe('the dashboard', () => {
  it.each([
    ['their own region', ''],
    ['the city', '&region=640500'],
    ['a county', '&region=640521'],
  ])('opens for every number exactly the records that it counts, for %s and each reader', async (_, more) => {
    for (const user of readers()) {
      const { figures } = await read(user, `/api/reports/board?${PERIOD}${more}`);
      for (const { id, opens, value } of figures)
        expect([id, opens, await opened(user, opens)]).toEqual([id, opens, value]);
    }
  });

  it('counts a unit with those below it, a reader what it may see, and a machine for no unit', async () => {
    const own = await read(county, `/api/reports/board?${PERIOD}`);
    const asked = await read(city, `/api/reports/board?${PERIOD}&region=640521`);
    const numbers = (answer: { figures: { id: string; value: number }[] }) =>
      answer.figures.map(({ id, value }) => [id, value]);
    expect(numbers(own)).toEqual(numbers(asked));
    expect(own.figures.some(({ value }: { value: number }) => value > 0)).toBe(true);
    const ofUnit = await read(city, `/api/reports/board?${PERIOD}&org=${units['640521']}`);
    expect(ofUnit.figures.map(({ id }: { id: string }) => id)).not.toContain('findings');
    for (const { id, opens, value } of ofUnit.figures)
      expect([id, await opened(city, opens)]).toEqual([id, value]);
    const elsewhere = await read(county, `/api/reports/board?${PERIOD}&region=640502`);
    expect(elsewhere.figures.every(({ value }: { value: number }) => value === 0)).toBe(true);
  });

  it('adds up: regions, days, weeks, months and units are parts of the same numbers', async () => {
    const { figures } = await read(city, `/api/reports/board?${PERIOD}`);
    const whole: Numbers = Object.fromEntries(
      figures.map(({ id, value }: { id: string; value: number }) => [id, value]),
    );
    const sum = (items: { values: Numbers }[]) => {
      const total: Numbers = {};
      for (const { values } of items)
        for (const [id, value] of Object.entries(values)) total[id] = (total[id] ?? 0) + value;
      return total;
    };
    const parts = [await read(city, `/api/reports/board/regions?${PERIOD}`)];
    for (const step of ['day', 'week', 'month'])
      parts.push(await read(city, `/api/reports/board/trend?${PERIOD}&step=${step}`));
    for (const { items } of parts) {
      for (const [id, value] of Object.entries(sum(items))) expect([id, value]).toEqual([id, whole[id]]);
    }
  });

  it('opens for every tile, stretch, type and share exactly its records', async () => {
    const records = async (user: TestUser, measure: string, query: string) =>
      (await read(user, `/api/reports/board/records?measure=${measure}&${query}&pageSize=1`)).sum;
    const agree = async (user: TestUser, values: Numbers, query: string) => {
      for (const [id, value] of Object.entries(values))
        expect([id, query, await records(user, id, query)]).toEqual([id, query, value]);
    };
    for (const user of [city, county]) {
      const at = user === city ? '640500' : '640521';
      const regions = await read(user, `/api/reports/board/regions?${PERIOD}`);
      for (const { region, own, values } of regions.items)
        await agree(user, values, `${PERIOD}&region=${region}${own ? '&only=region' : ''}`);
      const trend = await read(user, `/api/reports/board/trend?${PERIOD}&step=week`);
      for (const { from, to, values } of some<Stretch>(trend.items, 2))
        await agree(user, values, `region=${at}&from=${from}&to=${to}`);
      const types = await read(user, `/api/reports/board/types?${PERIOD}`);
      for (const { id, values } of some<Type>(types.categories, 3))
        await agree(user, values, `${PERIOD}&region=${at}&category=${id}`);
      for (const { id, values } of types.violations)
        await agree(user, values, `${PERIOD}&region=${at}&violation=${id}`);
      const league = await read(user, `/api/reports/board/units?${PERIOD}`);
      expect(league.items.length).toBeGreaterThan(0);
      for (const { org, values } of league.items)
        await agree(user, values, `${PERIOD}&region=${at}&org=${org}&only=org`);
    }
  });

  it('puts a unit that closed nothing behind those that did', async () => {
    const trend = await read(city, `/api/reports/board/trend?${PERIOD}&step=day`);
    const orders: boolean[][] = [];
    for (const { from, to } of trend.items) {
      const { items } = await read(city, `/api/reports/board/units?from=${from}&to=${to}`);
      orders.push(items.map(({ values }: { values: Numbers }) => (values['leads-closed'] ?? 0) > 0));
    }
    expect(orders.some((order) => new Set(order).size === 2)).toBe(true);
    for (const order of orders) expect(order).toEqual(order.toSorted((a, b) => Number(b) - Number(a)));
  });

  it('pages through all records once, and refuses what is not there', async () => {
    const first = await read(city, `/api/reports/board/records?measure=leads&${PERIOD}&pageSize=50`);
    const ids = new Set<string>();
    for (let page = 1; (page - 1) * 50 < first.total; page += 1) {
      const { items } = await read(
        city,
        `/api/reports/board/records?measure=leads&${PERIOD}&pageSize=50&page=${page}`,
      );
      for (const { id } of items) ids.add(id);
    }
    expect(ids.size).toBe(first.total);
    for (const query of [
      `measure=nothing&${PERIOD}`,
      'measure=leads&from=2026-10-02&to=2026-10-01',
      `measure=leads&${PERIOD}&region=999999`,
    ]) {
      expect([query, (await city.call('GET', `/api/reports/board/records?${query}`)).status]).toEqual([
        query,
        400,
      ]);
    }
    const administrator = await t.officer({ role: 'system-administrator', region: '640500' });
    expect((await administrator.call('GET', `/api/reports/board?${PERIOD}`)).status).toBe(403);
    expect(
      (await inspector.call('GET', `/api/reports/board/records/export?measure=leads&${PERIOD}&format=csv`))
        .status,
    ).toBe(403);
  });

  it('exports its tables and the records behind a number, all of them', async () => {
    const { total } = await read(city, `/api/reports/board/records?measure=leads&${PERIOD}&pageSize=1`);
    const lines = async (path: string) =>
      (await city.inject({ method: 'GET', url: path })).text.trim().split('\r\n');
    expect(await lines(`/api/reports/board/records/export?measure=leads&${PERIOD}&format=csv`)).toHaveLength(
      total + 1,
    );
    const trend = await lines(`/api/reports/board/export?part=trend&step=day&${PERIOD}&format=csv`);
    expect(trend).toHaveLength(32);
    for (const part of ['figures', 'regions', 'types', 'units']) {
      expect(
        (await lines(`/api/reports/board/export?part=${part}&${PERIOD}&format=csv`)).length,
      ).toBeGreaterThan(2);
    }
  });
});

describe('stretches of a period', () => {
  it('cover every day once, weeks from Monday, cut off at the ends', () => {
    const period = { from: '2026-09-29', to: '2026-11-03' };
    expect(stretches(period, 'week').slice(0, 2)).toEqual([
      { from: '2026-09-29', to: '2026-10-04' },
      { from: '2026-10-05', to: '2026-10-11' },
    ]);
    expect(stretches(period, 'month')).toEqual([
      { from: '2026-09-29', to: '2026-09-30' },
      { from: '2026-10-01', to: '2026-10-31' },
      { from: '2026-11-01', to: '2026-11-03' },
    ]);
    expect(stretches(period, 'day')).toHaveLength(36);
  });
});

describe('the sums of Annex 1', () => {
  const sums = (user: TestUser, more = '') => read(user, `/api/reports/annex1?${PERIOD}${more}`);

  it('have the rows of the form, and each number opens exactly its inspections', async () => {
    for (const user of [city, county]) {
      const { rows, org, online } = await sums(user);
      expect(rows).toHaveLength(19);
      expect(online.value).toBeGreaterThan(0);
      for (const row of some<Row>(rows, 5)) {
        for (const [side, name] of [
          ['online', 'online'],
          ['on-site', 'onSite'],
        ] as const) {
          for (const [measure, number] of [
            ['annex1-checked', 'checked'],
            ['annex1-problems', 'problems'],
            ['annex1-rectified', 'rectified'],
          ] as const) {
            const { value } = row[name][number];
            const query = `measure=${measure}&${PERIOD}&org=${org.id}&row=${row.id}&side=${side}&pageSize=500`;
            const { total, items } = await read(user, `/api/reports/board/records?${query}`);
            expect([query, total, new Set(items.map(({ path }: { path: string }) => path)).size]).toEqual([
              query,
              value,
              value,
            ]);
          }
          expect(row[name].problems.value).toBeLessThanOrEqual(row[name].checked.value);
          expect(row[name].rectified.value).toBeLessThanOrEqual(row[name].problems.value);
        }
      }
    }
  });

  it('agree with Annex 2 on the number of checks, and compare with the month before', async () => {
    const [one, two] = [await sums(city), await read(city, `/api/reports/annex2?${PERIOD}`)];
    const line = (id: string) => two.figures.find((figure: { line: string }) => figure.line === id);
    expect(one.online).toMatchObject({
      value: line('online-checks').value,
      before: line('online-checks').before,
    });
    expect(one.onSite.value).toBe(line('on-site-checks').value);
    const september = await read(city, '/api/reports/annex1?from=2026-09-01&to=2026-09-30');
    expect(
      one.rows.map((row: { online: { checked: { before: number } } }) => row.online.checked.before),
    ).toEqual(
      september.rows.map((row: { online: { checked: { value: number } } }) => row.online.checked.value),
    );
  });

  it('are written as xlsx, docx and csv with the same numbers', async () => {
    const { rows } = await sums(city);
    const row = rows[2];
    const url = (format: string) => `/api/reports/annex1/export?${PERIOD}&format=${format}`;
    const bytes = async (format: 'xlsx' | 'docx') =>
      ((await city.run(annex1File, { from: '2026-10-01', to: '2026-10-31', format })) as { bytes: Buffer })
        .bytes;
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await bytes('xlsx')) as never);
    const sheet = book.worksheets[0]!;
    expect(sheet.getCell('B9').value).toBe(row.words);
    expect(sheet.getCell('C9').value).toBe(row.online.checked.value);
    expect(sheet.getCell('F9').value).toBe(row.online.problems.value);
    const xml = new PizZip(await bytes('docx')).file('word/document.xml')!.asText();
    // Six of the nine groups have several rows.
    expect(xml.match(/<w:vMerge w:val="restart"\/>/g)).toHaveLength(6);
    expect(xml.match(/<w:vMerge(?: w:val="restart")?\/>/g)).toHaveLength(16);
    const words = xml.replaceAll(/<[^>]+>/g, ' ');
    expect(words).toContain(row.words);
    expect((await city.inject({ method: 'GET', url: url('csv') })).text).toContain(
      `${row.group},${row.words},${row.online.checked.value},`,
    );
  });
});
