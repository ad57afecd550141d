import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lockDataFolder, openDataFolder, requireDataFolder } from './data-folder.ts';
import { identify } from './process-identity.ts';

let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'wangjian-folder-'));
});
afterAll(async () => {
  await rm(scratch, { recursive: true, force: true });
});

async function withVersion(name: string, version: object): Promise<string> {
  const folder = join(scratch, name);
  await mkdir(folder);
  await writeFile(join(folder, 'wangjian.json'), JSON.stringify(version));
  return folder;
}

test('a folder is made once and keeps its passwords', async () => {
  const folder = join(scratch, 'deep', 'fresh');
  const first = await openDataFolder(folder, 18);
  expect(first.secrets.app).toHaveLength(32);
  expect((await openDataFolder(folder, 18)).secrets).toEqual(first.secrets);
});

test.each([
  ['a newer Wangjian', { format: 999, postgres: 18 }, /更新版本的网鉴.*请升级/],
  ['a newer PostgreSQL', { format: 1, postgres: 19 }, /更新版本的 PostgreSQL（19）.*请升级/],
  ['an older PostgreSQL', { format: 1, postgres: 17 }, /旧版 PostgreSQL 17.*backup.*restore/],
])('a folder of %s is refused and left as it is', async (what, version, words) => {
  const folder = await withVersion(what.replaceAll(' ', '-'), version);
  await expect(openDataFolder(folder, 18)).rejects.toThrow(words);
  expect(JSON.parse(await readFile(join(folder, 'wangjian.json'), 'utf8'))).toEqual(version);
});

test('a tool founds no installation in a folder that was mistyped', async () => {
  const mistyped = join(scratch, 'mistyped');
  await expect(requireDataFolder(mistyped)).rejects.toThrow(/不是网鉴的数据文件夹.*--data/);
  await expect(readdir(mistyped)).rejects.toThrow(/ENOENT/);
});

test('a folder with other contents is not taken', async () => {
  const folder = join(scratch, 'foreign');
  await mkdir(folder);
  await writeFile(join(folder, 'holiday.jpg'), '');
  await expect(openDataFolder(folder, 18)).rejects.toThrow(/holiday\.jpg.*--data/);
});

test('a file in the place of the folder, and a broken version file, are named', async () => {
  const file = join(scratch, 'file');
  await writeFile(file, '');
  await expect(openDataFolder(file, 18)).rejects.toThrow(/无法使用数据文件夹/);
  const folder = join(scratch, 'broken');
  await mkdir(folder);
  await writeFile(join(folder, 'wangjian.json'), '{"format"');
  await expect(openDataFolder(folder, 18)).rejects.toThrow(/wangjian\.json 已损坏/);
});

test('the lock is held by one process, and taken over from a dead one whose pid came back', async () => {
  const { path } = await openDataFolder(join(scratch, 'locked'), 18);
  const lock = await lockDataFolder(path);
  if ('heldBy' in lock) throw new Error('the lock of a fresh folder is free');
  expect(await lockDataFolder(path)).toEqual({ heldBy: identify(process.pid) });
  await lock.release();
  await writeFile(join(path, 'serve.lock'), JSON.stringify({ pid: process.pid, started: 'another life' }));
  const again = await lockDataFolder(path);
  if ('heldBy' in again) throw new Error('a stale lock must not hold');
  await again.release();
  await writeFile(join(path, 'serve.lock'), '{"pid":');
  expect('heldBy' in (await lockDataFolder(path))).toBe(false);
});
