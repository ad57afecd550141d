import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { command } from './identify.ts';

let folder: string;
let printed: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'identify-'));
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    printed += String(chunk);
    return true;
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

const page =
  '<meta charset=utf-8><title>甲</title><p>版权所有：宁夏甲贸易有限公司 电话：0955-7012345 宁ICP备16001234号</p>';

it('prints one JSON line a file, with exactly the fields of the contract', async () => {
  const file = join(folder, 'a.html');
  await writeFile(file, page);
  await command.parseAsync([file, file, '--url', 'https://www.example.cn/', '--json'], { from: 'user' });
  const lines = printed.trim().split('\n');
  expect(lines).toHaveLength(2);
  expect(JSON.parse(lines[0]!)).toEqual({
    file,
    title: '甲',
    charset: 'utf-8',
    siteKind: 'unknown',
    operators: [{ name: '宁夏甲贸易有限公司', role: 'operator' }],
    uscc: [],
    icp: ['宁ICP备16001234号'],
    police: [],
    phones: ['0955-7012345'],
    licences: [],
    marks: [],
  });
});

it('names the files that it could not read, after reading the others', async () => {
  const file = join(folder, 'a.html');
  await writeFile(file, page);
  await expect(
    command.parseAsync([join(folder, 'none.html'), folder, file], { from: 'user' }),
  ).rejects.toMatchObject({
    code: 'invalid_input',
    problems: [{ message: '没有这个文件' }, { message: '这是文件夹，请写文件名' }],
  });
  expect(printed).toContain('宁夏甲贸易有限公司（经营者）');
  await expect(command.parseAsync([file, '--url', 'ftp://x'], { from: 'user' })).rejects.toThrow('--url');
});

it('says of a picture named .html that it is no page, and goes on with the next file', async () => {
  const picture = join(folder, 'picture.html');
  const file = join(folder, 'a.html');
  await writeFile(picture, Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a));
  await writeFile(file, page);
  const run = command.parseAsync([picture, file, '--json'], { from: 'user' });
  await expect(run).rejects.toMatchObject({
    problems: [{ path: picture, message: expect.stringContaining('不是网页') }],
  });
  expect(printed.trim().split('\n')).toHaveLength(1);
});
