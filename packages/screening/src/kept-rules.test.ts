import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Example } from './catalog-schema.ts';
import { assemble, compile } from './compile.ts';
import { keptRules } from './kept-rules.ts';
import { loadCatalog } from './load-catalog.ts';

const CATALOG = join(import.meta.dirname, '../../../catalog');
const ON = '2026-11-01';
let folder: string;
let catalog: string;
let cache: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kept-rules-'));
  catalog = join(folder, 'catalog');
  cache = join(folder, 'cache');
  const [area] = readdirSync(join(CATALOG, 'rules')).sort();
  for (const part of ['violations', 'regulations', 'words', 'scorer', join('rules', area!)]) {
    cpSync(join(CATALOG, part), join(catalog, part), { recursive: true });
  }
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Of every rule of the whole catalog two texts that it hits and one near miss. */
function texts(): string[] {
  const { rules } = loadCatalog(CATALOG, { examples: true });
  const all: readonly Example[] = rules.flatMap(({ examples }) => [
    ...(examples?.hits.slice(0, 2) ?? []),
    ...(examples?.misses.slice(0, 1) ?? []),
  ]);
  return all.flatMap((example) =>
    typeof example === 'string' ? [example] : 'text' in example ? [example.text] : [],
  );
}

function fileKept(): string {
  const names = readdirSync(cache);
  expect(names).toHaveLength(1);
  return join(cache, names[0]!);
}

test('kept rules find what freshly compiled ones find, rule by rule', async () => {
  const fresh = compile(loadCatalog(CATALOG), { on: ON });
  await keptRules(CATALOG, cache);
  const kept = assemble(await keptRules(CATALOG, cache), ON);
  let findings = 0;
  for (const text of texts()) {
    const found = fresh.screenText({ text });
    expect(kept.screenText({ text })).toEqual(found);
    findings += found.length;
  }
  expect(findings).toBeGreaterThan(100);
});

test('a changed file is read anew, and what was kept before goes', async () => {
  const { rules } = loadCatalog(catalog);
  const path = join(rules[0]!.folder, 'rule.yaml');
  await keptRules(catalog, cache);
  const before = fileKept();
  writeFileSync(path, readFileSync(path, 'utf8').replace(/^title: .*$/m, 'title: 改过的标题'));
  const changed = await keptRules(catalog, cache);
  expect(fileKept()).not.toBe(before);
  const frame = changed.frames.find(({ rule }) => rule.document.id === rules[0]!.document.id);
  expect(frame?.rule.document.title).toBe('改过的标题');
});

test('a file that is wrong is named although a right one is kept; it is never kept itself', async () => {
  const { rules } = loadCatalog(catalog);
  await keptRules(catalog, cache);
  writeFileSync(join(rules[0]!.folder, 'rule.yaml'), 'id: [');
  for (let i = 0; i < 2; i += 1) {
    await expect(keptRules(catalog, cache)).rejects.toMatchObject({ code: 'invalid_input' });
  }
});

test('what is torn or spoiled is not used, and a folder that cannot be written does no harm', async () => {
  const read = await keptRules(catalog, cache);
  const path = fileKept();
  const whole = readFileSync(path);
  const spoiled = Buffer.from(whole);
  spoiled[whole.length >> 1]! ^= 1;
  for (const bytes of [whole.subarray(0, whole.length / 2), spoiled, Buffer.alloc(whole.length)]) {
    writeFileSync(path, bytes);
    expect((await keptRules(catalog, cache)).frames).toHaveLength(read.frames.length);
    expect(readFileSync(path).equals(whole)).toBe(true);
  }
  writeFileSync(join(folder, 'a-file'), '');
  const nowhere = await keptRules(catalog, join(folder, 'a-file', 'cache'));
  expect(nowhere.frames).toHaveLength(read.frames.length);
});
