import { COUNTED_ROWS } from '@wangjian/core/counted-rows.ts';
import { recordGrams } from '@wangjian/core/search-grams.ts';
import fc from 'fast-check';
import { sql } from 'kysely';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listPage, onlyAsks, type Reading } from './listing.ts';
import { matches, matchesAny } from './search.ts';
import { type TestApp, type TestUser, testApp } from './test/test-app.ts';

type Shops = { shops: { bureau: string; region: string; id: string; name: string; search: string[] } };
let t: TestApp;
let officer: TestUser;
beforeAll(async () => {
  t = await testApp();
  officer = await t.officer({ role: 'inspector', region: '640521' });
  const owner = new Client(t.database.urls.owner);
  await owner.connect();
  await owner.query(`CREATE TABLE shops (bureau text NOT NULL, region text NOT NULL, id text NOT NULL, name text NOT NULL,
    search text[] NOT NULL, PRIMARY KEY (bureau, id)); SELECT protect_table('shops');
    CREATE INDEX shops_search ON shops USING gin (search)`);
  const rows = Array.from({ length: 20_000 }, (_, n) => {
    const name = `第${n}号${n % 4000 === 0 ? '枸杞' : '羊肉'}店`;
    return { id: `s${n}`, region: n % 2 === 0 ? '640521' : '640502', name, search: recordGrams([name]) };
  });
  await owner.query(
    `INSERT INTO shops SELECT '640500', r.region, r.id, r.name, r.search
       FROM jsonb_to_recordset($1) AS r(region text, id text, name text, search text[])`,
    [JSON.stringify(rows)],
  );
  await owner.query('ANALYZE shops');
  await owner.end();
});
afterAll(() => t.close());

it('two characters are found, within one’s regions, by the index', async () => {
  await officer.read(async (tx) => {
    const query = tx.withTables<Shops>().selectFrom('shops').select('name').where(matches('search', '枸杞'));
    expect((await query.execute()).map(({ name }) => name)).toEqual([
      '第0号枸杞店',
      '第4000号枸杞店',
      '第8000号枸杞店',
      '第12000号枸杞店',
      '第16000号枸杞店',
    ]);
    const plan = JSON.stringify(await query.explain());
    expect(plan).toContain('Bitmap Index Scan on shops_search');
  });
});

it('a page far behind holds what the rows in order hold there, and the count is the same', async () => {
  await officer.read(async (tx) => {
    const query = tx.withTables<Shops>().selectFrom('shops as s').selectAll('s').where('s.id', 'like', 's%');
    const order = { sortable: { name: 's.name' }, initial: '-name', tieBreak: 's.id' } as const;
    const all = await query.orderBy('s.name', 'desc').orderBy('s.id', 'desc').execute();
    for (const page of [1, 11, 30, 100]) {
      const asked = { page, pageSize: 100 };
      const deep = await listPage(query, asked, { ...order, deep: true });
      expect(deep.items).toEqual(all.slice((page - 1) * 100, page * 100));
      expect(deep).toEqual(await listPage(query, asked, order));
      expect(deep.total).toBe(COUNTED_ROWS);
    }
    expect(await listPage(query, { page: 101, pageSize: 100 }, { ...order, deep: true })).toEqual({
      items: [],
      total: COUNTED_ROWS,
    });
    const found = await listPage(query.where(matches('s.search', '枸杞')), { page: 2, pageSize: 2 }, order);
    expect(found).toMatchObject({ items: [{ id: 's16000' }, { id: 's12000' }], total: 5 });
  });
});

it('rows that one index tells are counted on', async () => {
  await officer.read(async (tx) => {
    const query = tx.withTables<Shops>().selectFrom('shops as s').select('s.id');
    const order = { sortable: { id: 's.id' }, initial: 'id', tieBreak: 's.id' } as const;
    const asked = { page: 1, pageSize: 2 };
    expect((await listPage(query, asked, order)).total).toBe(COUNTED_ROWS);
    expect((await listPage(query, asked, { ...order, byIndex: true })).total).toBe(10_000);
    expect(onlyAsks({ ...asked, status: ['open'], region: undefined }, ['status'])).toBe(true);
    expect(onlyAsks({ ...asked, status: ['open'], q: '枸杞' }, ['status'])).toBe(false);
  });
});

it('a page of what is searched is the same whether many or few hold the words, and both are counted', async () => {
  await officer.read(async (tx) => {
    const all = tx.withTables<Shops>().selectFrom('shops as s').select('s.id');
    const order = {
      sortable: { name: 's.name' },
      filled: ['name'],
      initial: 'name',
      tieBreak: 's.id',
    } as const;
    const search = (text: string, page: number) => {
      const rows = (reading: Reading) => all.where(matches('s.search', text, reading));
      return listPage(rows('in-turn'), { page, pageSize: 3 }, { ...order, atOnce: rows('at-once') });
    };
    for (const [text, total] of [
      ['羊肉', COUNTED_ROWS],
      ['枸杞', 5],
      ['烤鸭', 0],
    ] as const) {
      const sorted = all.where(matches('s.search', text)).orderBy('s.name').orderBy('s.id');
      for (const page of [1, 2]) {
        const items = await sorted
          .limit(3)
          .offset((page - 1) * 3)
          .execute();
        expect(await search(text, page)).toEqual({ items, total });
      }
    }
    const held = { 's.id': () => sql`SELECT 's4' UNION ALL SELECT 's4000'` };
    for (const reading of ['at-once', 'in-turn'] as const) {
      const found = await all.where(matchesAny('s.search', '枸杞', reading, held)).execute();
      expect(found.map(({ id }) => id).toSorted()).toEqual([
        's0',
        's12000',
        's16000',
        's4',
        's4000',
        's8000',
      ]);
    }
    const plan = JSON.stringify(await all.where(matches('s.search', '枸杞', 'in-turn')).explain());
    expect(plan).not.toContain('shops_search');
  });
});

it('signs alone find nothing, and harm nothing', async () => {
  await officer.read(async (tx) => {
    for (const text of ['%', "'; --", '']) {
      const query = tx
        .withTables<Shops>()
        .selectFrom('shops')
        .select('id')
        .where(matches('search', text))
        .limit(3);
      expect(await query.execute()).toEqual([]);
    }
  });
});

it('the database makes the grams that a query asks for, whatever the text', async () => {
  const words = fc.string({
    unit: fc.constantFrom(...'中卫市枸杞Ab1 ，（-〔·%'),
    minLength: 1,
    maxLength: 30,
  });
  await t.app.kernel.owner.query(`CREATE TABLE IF NOT EXISTS grams (text text,
    search text[] NOT NULL GENERATED ALWAYS AS (record_grams(text, NULL)) STORED)`);
  const texts = fc.sample(words, 200);
  await t.app.kernel.owner.query('INSERT INTO grams SELECT unnest($1::text[])', [texts]);
  const { rows } = await t.app.kernel.owner.query<{ text: string; search: string[] }>('SELECT * FROM grams');
  expect(rows).toHaveLength(200);
  for (const { text, search } of rows) expect(search.toSorted()).toEqual(recordGrams([text]).toSorted());
});
