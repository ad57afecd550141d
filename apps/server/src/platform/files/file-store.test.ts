import { createHash } from 'node:crypto';
import { mkdtemp, open, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folderFileStore } from './file-store.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'wangjian-store-'));
});
afterAll(() => rm(root, { recursive: true }));
const leftovers = () => readdir(join(root, 'incoming'));

describe('the file store', () => {
  it('gives back what it was given, under its SHA-256', async () => {
    const store = folderFileStore(root);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 500 }), { maxLength: 5 }), async (chunks) => {
        const whole = Buffer.concat(chunks);
        const { sha256, bytes } = await store.put(Readable.from(chunks.filter((chunk) => chunk.length > 0)));
        expect(sha256).toBe(createHash('sha256').update(whole).digest('hex'));
        expect(bytes).toBe(whole.length);
        expect(await buffer(await store.read(sha256))).toEqual(whole);
        expect(await store.size(sha256)).toBe(whole.length);
      }),
      { numRuns: 30 },
    );
    expect(await leftovers()).toEqual([]);
  });

  it('keeps one file for one content, also when stored twice at once', async () => {
    const store = folderFileStore(root);
    const stored = await Promise.all(Array.from({ length: 8 }, () => store.put('同一份内容')));
    expect(new Set(stored.map(({ sha256 }) => sha256)).size).toBe(1);
    expect(await text(await store.read(stored[0]!.sha256))).toBe('同一份内容');
    expect(await text(await store.read(stored[0]!.sha256, { start: 3, end: 5 }))).toBe('一');
  });

  it('leaves nothing half-written when the source breaks off', async () => {
    const store = folderFileStore(root);
    async function* broken() {
      yield Buffer.from('half');
      throw new Error('connection lost');
    }
    await expect(store.put(Readable.from(broken()))).rejects.toThrow('connection lost');
    expect(await leftovers()).toEqual([]);
  });

  it('says that the disk is full, and leaves nothing half-written', async () => {
    // Linux's always-full device: a write to it ends in ENOSPC as on a full disk.
    const full = await open('/dev/full', 'w').catch(() => undefined);
    const store = folderFileStore(root);
    async function* overflowing() {
      yield Buffer.from('half');
      if (full) await full.write('x');
      throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
    }
    await expect(store.put(Readable.from(overflowing()))).rejects.toMatchObject({
      code: 'storage_full',
      status: 507,
    });
    expect(await leftovers()).toEqual([]);
    await full?.close().catch(() => undefined);
  });

  it('says what is missing, and takes no path for a name', async () => {
    const store = folderFileStore(root);
    const missing = 'a'.repeat(64);
    await expect(store.read(missing)).rejects.toMatchObject({ code: 'not_found' });
    expect(await store.size(missing)).toBeUndefined();
    await store.remove(missing);
    await expect(store.read('../../etc/passwd')).rejects.toThrow('not a SHA-256');
  });

  it('removes a content', async () => {
    const store = folderFileStore(root);
    const { sha256 } = await store.put('暂存');
    await store.remove(sha256);
    expect(await store.size(sha256)).toBeUndefined();
  });
});
