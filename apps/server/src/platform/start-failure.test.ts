import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { AppError } from '@wangjian/core/errors.ts';
import { afterEach, expect, it, vi } from 'vitest';
import { startFailure } from './start-failure.ts';

vi.mock('node:fs/promises', { spy: true });
afterEach(() => vi.restoreAllMocks());

const broken = new Error('Client has encountered a connection error and is not queryable');

async function withFree(megabytes: number, error: unknown): Promise<unknown> {
  const real = await statfs(tmpdir());
  vi.mocked(statfs).mockResolvedValue({ ...real, bsize: 4096, bavail: megabytes * 256 });
  return await startFailure(error, tmpdir());
}

it('a disk without space is named when PostgreSQL only breaks off', async () => {
  const failure = await withFree(3, broken);
  expect(failure).toMatchObject({
    code: 'storage_full',
    message: expect.stringMatching(/只剩 3 MB.*清理磁盘/),
  });
});

it('with space enough the error itself speaks', async () => {
  expect(await withFree(5000, broken)).toBe(broken);
  const known = new AppError('invalid_input', '端口无效');
  expect(await withFree(3, known)).toBe(known);
  const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
  expect(await withFree(5000, refused)).toMatchObject({ code: 'unavailable' });
});

it('a folder that is not there has no free space to speak of', async () => {
  expect(await startFailure(broken, `${tmpdir()}/wangjian-never-made`)).toBe(broken);
});
