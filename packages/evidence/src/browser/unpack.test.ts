import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTar } from './tar.ts';
import { unpackChromium } from './unpack.ts';

let cache: string;
beforeAll(async () => {
  cache = await mkdtemp(join(tmpdir(), 'wangjian-cache-'));
});
afterAll(() => rm(cache, { recursive: true, force: true }));

const MODULE = fileURLToPath(new URL('./unpack.ts', import.meta.url));

async function unpackInProcess(): Promise<string> {
  const script = `import { unpackChromium } from ${JSON.stringify(MODULE)};
    console.log((await unpackChromium('chromium109', ${JSON.stringify(cache)})).program);`;
  return (await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script])).stdout.trim();
}

describe('unpackChromium', () => {
  it('gives two processes that start at once the same whole copy, and leaves no draft', {
    timeout: 120_000,
  }, async () => {
    const programs = await Promise.all([unpackInProcess(), unpackInProcess()]);
    expect(programs[0]).toBe(programs[1]);
    expect(await readdir(cache)).toHaveLength(1);
    expect((await stat(programs[0]!)).size).toBeGreaterThan(100_000_000);
  });

  it('unpacks anew when a file of its copy was damaged', { timeout: 120_000 }, async () => {
    const { program } = await unpackChromium('chromium109', cache);
    const before = (await stat(program)).size;
    await truncate(program, 1_000);
    await unpackChromium('chromium109', cache);
    expect((await stat(program)).size).toBe(before);
    expect(await readdir(cache)).toHaveLength(1);
  });

  it('says which folder cannot be written', async () => {
    const file = join(cache, 'not-a-folder');
    await writeFile(file, '');
    await chmod(file, 0o400);
    await expect(unpackChromium('chromium109', join(file, 'deeper'))).rejects.toThrow(/not-a-folder/);
    await rm(file);
  });
});

describe('readTar', () => {
  function entry(name: string, body: string, type = '0'): Buffer {
    const header = Buffer.alloc(512);
    header.write(name, 0);
    header.write('0000755\0', 100);
    header.write(`${body.length.toString(8).padStart(11, '0')}\0`, 124);
    header.write(type, 156);
    return Buffer.concat([header, Buffer.from(body.padEnd(Math.ceil(body.length / 512) * 512, '\0'))]);
  }
  const end = Buffer.alloc(1024);

  it('reads regular files and leaves folders and links out', () => {
    const tar = Buffer.concat([
      entry('lib/', '', '5'),
      entry('lib/a.so', 'abc'),
      entry('link', '', '2'),
      end,
    ]);
    expect(readTar(tar).map((file) => [file.path, file.body.toString()])).toEqual([['lib/a.so', 'abc']]);
  });

  it('refuses a path that leaves the folder and an archive that was cut', () => {
    expect(() => readTar(Buffer.concat([entry('../evil', 'x'), end]))).toThrow('越界');
    expect(() => readTar(Buffer.concat([entry('/etc/x', 'x'), end]))).toThrow('越界');
    expect(() => readTar(entry('a', 'abc').subarray(0, 514))).toThrow('不完整');
  });
});
