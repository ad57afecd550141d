import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cachedCatalog } from './catalog-cache.ts';
import { loadCatalog } from './load-catalog.ts';

const CATALOG = join(import.meta.dirname, '../../../catalog');
let folder: string;
let catalog: string;
let cache: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'catalog-cache-'));
  catalog = join(folder, 'catalog');
  cache = join(folder, 'cache');
  const [area] = readdirSync(join(CATALOG, 'rules')).sort();
  for (const part of ['violations', 'regulations', 'words', 'scorer', join('rules', area!)]) {
    cpSync(join(CATALOG, part), join(catalog, part), { recursive: true });
  }
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('the kept catalog is the one that was read', async () => {
  const read = loadCatalog(catalog);
  expect(await cachedCatalog(catalog, cache)).toEqual(read);
  expect(readdirSync(cache)).toHaveLength(1);
  expect(await cachedCatalog(catalog, cache)).toEqual(read);
});

test('a changed file is read anew, and what was kept before goes', async () => {
  const before = await cachedCatalog(catalog, cache);
  const { folder: ruleFolder, document } = before.rules[0]!;
  const path = join(ruleFolder, 'rule.yaml');
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.replace(/^title: .*$/m, 'title: 改过的标题'));
  expect((await cachedCatalog(catalog, cache)).rules[0]!.document).toEqual({
    ...document,
    title: '改过的标题',
  });
  expect(readdirSync(cache)).toHaveLength(1);
});

test('a file that is wrong is named although a right one is kept; it is never kept itself', async () => {
  const { rules } = await cachedCatalog(catalog, cache);
  writeFileSync(join(rules[0]!.folder, 'rule.yaml'), 'id: [');
  for (let i = 0; i < 2; i += 1) {
    await expect(cachedCatalog(catalog, cache)).rejects.toMatchObject({ code: 'invalid_input' });
  }
});

test('a torn cache and one that cannot be written do no harm', async () => {
  const read = await cachedCatalog(catalog, cache);
  writeFileSync(join(cache, readdirSync(cache)[0]!), '{"rules":');
  expect(await cachedCatalog(catalog, cache)).toEqual(read);
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  expect(await cachedCatalog(catalog, join(file, 'cache'))).toEqual(read);
  mkdirSync(join(folder, 'other'));
  await expect(cachedCatalog(join(folder, 'nothing'), cache)).rejects.toMatchObject({
    code: 'invalid_input',
  });
});
