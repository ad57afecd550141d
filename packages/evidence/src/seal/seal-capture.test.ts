import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WARCParser } from 'warcio';
import { unpackSealed } from '../testing/forge.ts';
import { sampleCapture } from '../testing/sample-capture.ts';
import { verifyWacz } from '../verify/verify-wacz.ts';
import type { OpenDiskFile } from '../warc/append-file.ts';
import { sealCapture } from './seal-capture.ts';
import { SEALED_PATHS } from './sealed-record.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wangjian-seal-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A disk on which only so many bytes have room. */
function smallDisk(room: number): OpenDiskFile {
  return async (path) => {
    await writeFile(path, '');
    let size = 0;
    return {
      async writev(buffers, position) {
        const bytes = buffers.reduce((sum, one) => sum + one.length, 0);
        if (position + bytes > room) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
        size = position + bytes;
        return { bytesWritten: bytes };
      },
      async truncate(length) {
        size = length;
      },
      async datasync() {
        if (size > room) throw new Error('unreachable');
      },
      async close() {
        size = 0;
      },
      async stat() {
        return { size };
      },
    };
  };
}

describe('sealCapture', () => {
  it('writes a file that verifies, whose record names every file with both digests', async () => {
    const file = join(folder, 'a.wacz');
    const seal = await sealCapture(await sampleCapture(), file);
    expect((await verifyWacz(file)).verdict).toBe('intact');
    const files = unpackSealed(await readFile(file));
    const record = JSON.parse(files.find((one) => one.path === SEALED_PATHS.record)!.body.toString());
    expect(record).toMatchObject({
      id: seal.id,
      url: 'https://shop.example/goods/1?b=2&a=1',
      circumstances: { takers: [{ name: '张三', number: '宁64050001' }] },
      tree: { sha256: seal.tree.sha256, sm3: seal.tree.sm3 },
    });
    expect(record.files.map((one: { path: string }) => one.path)).toEqual(
      files.map((one) => one.path).filter((path) => !/record\.json|^datapackage/.test(path)),
    );
  });

  it('writes WARC records that another reader reads, and an index that points at them', async () => {
    const file = join(folder, 'b.wacz');
    await sealCapture(await sampleCapture(), file);
    const files = unpackSealed(await readFile(file));
    const warc = files.find((one) => one.path === SEALED_PATHS.warc)!.body;
    const found: string[] = [];
    const parser = new WARCParser(new Blob([new Uint8Array(warc)]).stream());
    const offsets = new Map<string, number>();
    for await (const record of parser) {
      await record.readFully(false);
      found.push(`${record.warcType} ${record.warcTargetURI ?? ''}`);
      if (record.warcTargetURI) offsets.set(record.warcTargetURI, parser.offset);
    }
    expect(found).toEqual([
      'warcinfo ',
      'response https://shop.example/goods/1?b=2&a=1',
      'response https://shop.example/style.css',
    ]);
    const index = files
      .find((one) => one.path === SEALED_PATHS.index)!
      .body.toString()
      .trim()
      .split('\n');
    expect(index[0]).toMatch(/^example,shop\)\/goods\/1\?a=1&b=2 20261120020304 \{/);
    expect(index).toHaveLength(2);
  });

  it('leaves nothing behind on a full disk, whatever the point at which it fills up', async () => {
    const capture = await sampleCapture();
    for (const room of [0, 100, 1_000, 2_500, 4_000]) {
      const empty = await mkdtemp(join(folder, 'full-'));
      await expect(sealCapture(capture, join(empty, 'c.wacz'), smallDisk(room))).rejects.toMatchObject({
        code: 'storage_full',
        message: expect.stringContaining('磁盘空间不足'),
      });
      expect(await readdir(empty)).toEqual([]);
    }
  });

  it('leaves an older file of that name as it was when it fails', async () => {
    const file = join(folder, 'd.wacz');
    await sealCapture(await sampleCapture(), file);
    const before = await readFile(file);
    await expect(sealCapture(await sampleCapture(), file, smallDisk(10))).rejects.toThrow();
    expect((await readFile(file)).equals(before)).toBe(true);
  });
});
