import { spawn } from 'node:child_process';
import { hash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { appendFile, mkdtemp, readdir, readFile, rm, stat, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { AppError } from '@wangjian/core/errors.ts';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WARCParser } from 'warcio';
import type { DiskFile } from './append-file.ts';
import { requestHead, responseHead } from './http-head.ts';
import { readWarcRecord } from './warc-reader.ts';
import { newRecordId, type WarcRecord } from './warc-record.ts';
import { WarcWriter } from './warc-writer.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'warc-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const DATE = new Date('2026-11-20T08:00:00.123Z');
const UTF8 = new TextEncoder();

function exchange(url: string, body: Uint8Array): WarcRecord[] {
  const id = newRecordId();
  const target = new URL(url);
  const request = requestHead(target, [['Host', target.host]]);
  const head = responseHead(200, 'OK', [['Content-Type', 'text/html; charset=utf-8']], body.length);
  return [
    { type: 'response', id, date: DATE, targetUri: url, head, payload: body, ip: '192.0.2.7' },
    {
      type: 'request',
      date: DATE,
      targetUri: url,
      head: request,
      payload: new Uint8Array(0),
      concurrentTo: id,
    },
  ];
}

async function readAll(path: string) {
  const seen: { type: string | null; url: string | null | undefined; body: string; digest: string | null }[] =
    [];
  for await (const record of new WARCParser(createReadStream(path))) {
    const body = Buffer.from(await record.readFully(true)).toString('utf8');
    const digest = record.warcHeaders.headers.get('WARC-Payload-Digest');
    seen.push({ type: record.warcType ?? null, url: record.warcTargetURI, body, digest: digest ?? null });
  }
  return seen;
}

async function torn(path: string, bytes: number): Promise<void> {
  await truncate(path, (await stat(path)).size - bytes);
}

describe('WARC files', () => {
  test('are read by warcio: types, addresses, bodies, digests', async () => {
    const writer = await WarcWriter.open({ folder, info: { operator: '中卫市\r\n市场监督管理局' } });
    const body = UTF8.encode('<title>枸杞专卖</title>');
    const [response] = await writer.append(exchange('http://shop.example/a?x=1', body));
    await writer.append([
      {
        type: 'resource',
        date: DATE,
        targetUri: 'urn:text:1',
        contentType: 'text/plain',
        payload: UTF8.encode('文本'),
      },
      {
        type: 'revisit',
        date: DATE,
        targetUri: 'http://shop.example/b',
        head: responseHead(200, 'OK', [], 0),
        payloadSha256: hash('sha256', body),
        refersTo: { id: newRecordId(), targetUri: 'http://shop.example/a?x=1', date: DATE },
      },
    ]);
    await writer.close();
    const records = await readAll(join(folder, 'patrol-00001.warc.gz'));
    expect(records.map((r) => r.type)).toEqual(['warcinfo', 'response', 'request', 'resource', 'revisit']);
    expect(records[0]!.body).toContain('operator: 中卫市 市场监督管理局\r\n');
    expect(records[1]).toMatchObject({ url: 'http://shop.example/a?x=1', body: '<title>枸杞专卖</title>' });
    expect(records[1]!.digest).toBe(`sha256:${hash('sha256', body)}`);
    expect(records[4]!.digest).toBe(records[1]!.digest);
    const stored = await readWarcRecord(folder, response!);
    expect(stored.headers.get('warc-type')).toBe('response');
    expect(stored.headers.get('warc-block-digest')).toBe(`sha256:${hash('sha256', stored.block)}`);
    expect(stored.http?.payload.toString()).toBe('<title>枸杞专卖</title>');
    const bytes = await readFile(join(folder, response!.file));
    const member = gunzipSync(
      bytes.subarray(response!.offset, response!.offset + response!.length),
    ).toString();
    expect(member).toMatch(/^WARC\/1\.1\r\nWARC-Type: response\r\n/);
    expect(member.endsWith('</title>\r\n\r\n')).toBe(true);
  });

  test('a chunked answer is kept with its length, the transfer coding set aside', () => {
    const head = responseHead(200, 'OK', [['Transfer-Encoding', 'chunked']], 12).toString();
    expect(head).toBe('HTTP/1.1 200 OK\r\nX-Orig-Transfer-Encoding: chunked\r\nContent-Length: 12\r\n\r\n');
  });

  test('every location is its own record, whatever the sizes and however many at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 9000 }), { minLength: 1, maxLength: 12 }),
        async (bodies) => {
          const inner = await mkdtemp(join(folder, 'p'));
          const writer = await WarcWriter.open({ folder: inner, maxBytes: 4000 });
          const groups = bodies.map((body, i) => writer.append(exchange(`http://a.example/${i}`, body)));
          const placed = await Promise.all(groups);
          await writer.close();
          for (const [i, locations] of placed.entries()) {
            const stored = await readWarcRecord(inner, locations[0]!);
            expect(stored.headers.get('warc-target-uri')).toBe(`http://a.example/${i}`);
            expect(Buffer.from(bodies[i]!).equals(stored.http!.payload)).toBe(true);
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  test('rolls over by size, each file with its own warcinfo', async () => {
    const writer = await WarcWriter.open({ folder, maxBytes: 1500 });
    for (let i = 0; i < 6; i += 1)
      await writer.append(exchange(`http://a.example/${i}`, UTF8.encode(`${i}`.repeat(50))));
    await writer.close();
    const names = (await readdir(folder)).sort();
    expect(names.length).toBeGreaterThan(2);
    const first = await Promise.all(names.map(async (name) => (await readAll(join(folder, name)))[0]!.type));
    expect(new Set(first)).toEqual(new Set(['warcinfo']));
  });

  test.each([1, 9, 200])(
    'a last record that lacks %i bytes is cut off at the next opening',
    async (missing) => {
      const writer = await WarcWriter.open({ folder });
      const [kept] = await writer.append(exchange('http://a.example/1', UTF8.encode('一'.repeat(500))));
      await writer.append(exchange('http://a.example/2', UTF8.encode('二'.repeat(500))));
      await writer.close();
      await torn(join(folder, kept!.file), missing);
      const again = await WarcWriter.open({ folder });
      const [added] = await again.append(exchange('http://a.example/3', UTF8.encode('三')));
      await again.close();
      expect((await readWarcRecord(folder, kept!)).http!.payload.toString()).toBe('一'.repeat(500));
      expect((await readWarcRecord(folder, added!)).http!.payload.toString()).toBe('三');
      const urls = (await readAll(join(folder, kept!.file))).map((r) => r.url);
      expect(urls.at(-1)).toBe('http://a.example/3');
    },
  );

  test('a tail of zeros (power failure) is cut off', async () => {
    const writer = await WarcWriter.open({ folder });
    const [kept] = await writer.append(exchange('http://a.example/1', UTF8.encode('一')));
    await writer.close();
    const path = join(folder, kept!.file);
    const before = (await stat(path)).size;
    await appendFile(path, Buffer.alloc(5000));
    await (await WarcWriter.open({ folder })).close();
    expect((await stat(path)).size).toBe(before);
  });

  test('a writer killed in the middle of its work leaves a file that goes on', async () => {
    const script = `
      import { WarcWriter } from ${JSON.stringify(new URL('./warc-writer.ts', import.meta.url).href)};
      const writer = await WarcWriter.open({ folder: process.argv[1] });
      const head = Buffer.from('HTTP/1.1 200 OK\\r\\n\\r\\n');
      for (let i = 0; ; i += 1) {
        const payload = Buffer.alloc(60000, 'abc' + i);
        const [place] = await writer.append([{ type: 'response', date: new Date(), targetUri: 'http://a.example/' + i, head, payload }]);
        process.stdout.write(JSON.stringify(place) + '\\n');
      }`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script, folder]);
    let out = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
      if (out.split('\n').length > 40) child.kill('SIGKILL');
    });
    await once(child, 'close');
    const places = out
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line));
    expect(places.length).toBeGreaterThan(30);
    const writer = await WarcWriter.open({ folder });
    const [added] = await writer.append(exchange('http://a.example/after', UTF8.encode('后')));
    await writer.close();
    for (const place of [...places, added]) expect((await readWarcRecord(folder, place)).http).toBeDefined();
    const records = await readAll(join(folder, added!.file));
    expect(records.filter((r) => r.type === 'response').length).toBeGreaterThan(places.length);
  });

  test('a full disk: a clear message, nothing half-written, and it goes on when there is room', async () => {
    const stored: { bytes: Buffer; room: number } = { bytes: Buffer.alloc(0), room: 1500 };
    const openDisk = async (): Promise<DiskFile> => ({
      stat: async () => ({ size: stored.bytes.length }),
      datasync: async () => undefined,
      close: async () => undefined,
      truncate: async (length) => {
        stored.bytes = stored.bytes.subarray(0, length);
      },
      writev: async (buffers, position) => {
        const all = Buffer.concat(buffers);
        const fits = all.subarray(0, Math.max(0, stored.room - position));
        if (fits.length === 0) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
        stored.bytes = Buffer.concat([stored.bytes.subarray(0, position), fits]);
        return { bytesWritten: fits.length };
      },
    });
    const writer = await WarcWriter.open({ folder, openDisk });
    const noise = Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * i * 31 + (i >> 3)) & 255));
    await writer.append(exchange('http://a.example/1', UTF8.encode('一')));
    const whole = stored.bytes.length;
    const failure = await writer
      .append(exchange('http://a.example/2', noise))
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AppError);
    expect(failure).toMatchObject({ code: 'storage_full', message: expect.stringContaining('磁盘空间不足') });
    expect(stored.bytes.length).toBe(whole);
    stored.room = 1_000_000;
    const [placed] = await writer.append(exchange('http://a.example/2', noise));
    expect(placed!.offset).toBe(whole);
  });

  test('a file of another program is left alone', async () => {
    const path = join(folder, 'patrol-00001.warc.gz');
    const { gzipSync } = await import('node:zlib');
    await appendFile(path, gzipSync('WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n'));
    const before = await readFile(path);
    const writer = await WarcWriter.open({ folder });
    const [placed] = await writer.append(exchange('http://a.example/1', UTF8.encode('一')));
    await writer.close();
    expect(placed!.file).toBe('patrol-00002.warc.gz');
    expect((await readFile(path)).equals(before)).toBe(true);
  });
});
