import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const BIN = fileURLToPath(new URL('../../bin/wangjian.mjs', import.meta.url));
let folder: string;
let server: Server;
let url: string;

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function wangjian(...args: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(process.execPath, [BIN, ...args], (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wangjian-cli-'));
  server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end('<title>中宁枸杞</title><p>国家级名牌</p>');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as { port: number }).port}/`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true, force: true });
});

describe('wangjian capture, wangjian verify', () => {
  it('fixes a page, finds it intact, and finds a changed or cut copy out', async () => {
    const file = join(folder, 'a.wacz');
    const captured = await wangjian(
      'capture',
      url,
      '--out',
      file,
      '--allow-private',
      '127.0.0.0/8',
      '--term',
      '国家级',
    );
    expect(captured).toMatchObject({ code: 0, err: '' });
    expect(captured.out).toContain('中宁枸杞');

    const intact = await wangjian('verify', file, '--json');
    expect(intact.code).toBe(0);
    const answer = JSON.parse(intact.out);
    expect(Object.keys(answer)).toEqual(['file', 'verdict', 'checks', 'stamps', 'signatures', 'custody']);
    expect(answer).toMatchObject({ file, verdict: 'intact', stamps: [], signatures: [], custody: [] });
    for (const check of answer.checks) {
      expect(check).toEqual({ name: expect.any(String), ok: true, detail: expect.any(String) });
    }

    const bytes = await readFile(file);
    const changed = join(folder, 'changed.wacz');
    bytes[bytes.length >> 1]! ^= 1;
    await writeFile(changed, bytes);
    const cut = join(folder, 'cut.wacz');
    await writeFile(cut, bytes.subarray(0, 3_000));
    const both = await wangjian('verify', changed, cut, file);
    expect(both.code).toBe(1);
    expect(both.out).toContain('✗');
    expect(both.out.match(/结论 {2}(..)/g)).toEqual(['结论  被改', '结论  不完', '结论  完整']);
  });

  it('answers wrong use with 2 and leaves no file', async () => {
    expect(await wangjian('verify', join(folder, 'none.wacz'))).toMatchObject({
      code: 2,
      err: expect.stringContaining('文件不存在'),
    });
    expect((await wangjian('verify')).code).toBe(2);
    const file = join(folder, 'private.wacz');
    expect(await wangjian('capture', url, '--out', file)).toMatchObject({
      code: 2,
      err: expect.stringContaining('--allow-private'),
    });
    expect(await wangjian('capture', 'shop.example', '--out', file)).toMatchObject({ code: 2 });
    expect(await wangjian('capture', url, '--out', join(folder, 'no/such/a.wacz'))).toMatchObject({
      code: 2,
      err: expect.stringContaining('不能写入文件夹'),
    });
    await expect(stat(file)).rejects.toThrow();
  });
});
