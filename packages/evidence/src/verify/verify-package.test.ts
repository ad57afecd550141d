import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sealCapture } from '../seal/seal-capture.ts';
import { SEALED_PATHS } from '../seal/sealed-record.ts';
import {
  editJson,
  type ForgedFile,
  fixDigest,
  fixManifest,
  fixRecord,
  repackSealed,
  unpackSealed,
} from '../testing/forge.ts';
import { verifyBytes } from '../testing/memory-source.ts';
import { sampleCapture, samplePng } from '../testing/sample-capture.ts';

let folder: string;
let sealed: Buffer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wangjian-verify-'));
  const file = join(folder, 'sample.wacz');
  await sealCapture(await sampleCapture(), file);
  sealed = await readFile(file);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Seeded, so that a failure can be run again (mulberry32). */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

const files = (): ForgedFile[] => unpackSealed(sealed);
const at = (list: ForgedFile[], path: string): ForgedFile => list.find((file) => file.path === path)!;
const fixAll = (list: ForgedFile[]): Buffer => {
  fixRecord(list);
  fixManifest(list);
  fixDigest(list);
  return repackSealed(list);
};

describe('a sealed file', () => {
  it('is intact, with every check named', async () => {
    const result = await verifyBytes(sealed);
    expect(result.checks.filter((check) => !check.ok)).toEqual([]);
    expect(result.verdict).toBe('intact');
    expect(result.checks.map((check) => check.name)).toEqual([
      '压缩包结构',
      '清单',
      '文件内容',
      '清单摘要',
      '清单所列文件',
      '多余文件',
      '网页存档格式',
      'WARC 记录',
      '索引',
      '页面清单',
      '取证记录',
      '哈希树',
      '截图',
      '封装',
    ]);
  });

  it('can be repacked by the same layout without a difference (so the forger of these tests is able)', () => {
    expect(repackSealed(files()).equals(sealed)).toBe(true);
    expect(fixAll(files()).equals(sealed)).toBe(true);
  });
});

describe('mutations, seeded', () => {
  it('no flipped bit in any header byte passes', async () => {
    const pick = random(1);
    const bodies = new Set<number>();
    let offset = 0;
    for (const { path, body } of files()) {
      const start = offset + 30 + Buffer.byteLength(path);
      for (let i = 0; i < body.length; i += 1) bodies.add(start + i);
      offset = start + body.length;
    }
    for (let i = 0; i < sealed.length; i += 1) {
      if (bodies.has(i)) continue;
      const bytes = Buffer.from(sealed);
      bytes[i]! ^= 1 << pick(8);
      const { verdict } = await verifyBytes(bytes);
      expect(verdict, `byte ${i}`).not.toBe('intact');
    }
  });

  it('none of 400 flipped bytes of content passes, and each is called tampered', async () => {
    const pick = random(2);
    for (let i = 0; i < 400; i += 1) {
      const bytes = Buffer.from(sealed);
      const place = pick(bytes.length);
      bytes[place]! ^= 1 + pick(255);
      expect((await verifyBytes(bytes)).verdict, `byte ${place}`).toBe('tampered');
    }
  });

  it('none of 120 truncations passes, and each is called incomplete', async () => {
    const pick = random(3);
    for (let i = 0; i < 120; i += 1) {
      const length = pick(sealed.length);
      expect((await verifyBytes(sealed.subarray(0, length))).verdict, `length ${length}`).toBe('incomplete');
    }
  });

  it('none of 200 cuts, insertions, swaps and zeroed stretches passes', async () => {
    const pick = random(4);
    for (let i = 0; i < 200; i += 1) {
      const a = pick(sealed.length - 64);
      const length = 1 + pick(60);
      const b = pick(sealed.length - 64);
      const kinds = [
        () => Buffer.concat([sealed.subarray(0, a), sealed.subarray(a + length)]),
        () => Buffer.concat([sealed.subarray(0, a), Buffer.alloc(length, 0x41), sealed.subarray(a)]),
        () => Buffer.concat([Buffer.alloc(length, 0x50), sealed]),
        () => Buffer.concat([sealed, Buffer.alloc(length, 0)]),
        () => {
          const bytes = Buffer.from(sealed);
          sealed.copy(bytes, a, b, b + length);
          return bytes;
        },
        () => Buffer.from(sealed).fill(0, a, a + length),
      ];
      const bytes = kinds[i % kinds.length]!();
      if (bytes.equals(sealed)) continue;
      expect((await verifyBytes(bytes)).verdict, `kind ${i % kinds.length} at ${a}`).not.toBe('intact');
    }
  });
});

describe('forgeries of a sealed file', () => {
  const forgeries: Record<string, [() => Buffer | Promise<Buffer>, 'tampered' | 'incomplete']> = {
    'two files exchanged': [
      () => {
        const list = files();
        const [a, b] = [at(list, SEALED_PATHS.html), at(list, SEALED_PATHS.text)];
        [a.body, b.body] = [b.body, a.body];
        return repackSealed(list);
      },
      'tampered',
    ],
    'files in another order': [() => repackSealed(files().reverse()), 'tampered'],
    'repacked, stored, by another program': [
      () => Buffer.from(zipSync(Object.fromEntries(files().map((f) => [f.path, f.body])), { level: 0 })),
      'tampered',
    ],
    'repacked, deflated, by another program': [
      () => Buffer.from(zipSync(Object.fromEntries(files().map((f) => [f.path, f.body])), { level: 6 })),
      'tampered',
    ],
    'screenshot changed': [
      () => {
        const list = files();
        at(list, SEALED_PATHS.screenshot).body = samplePng(40, 31);
        return repackSealed(list);
      },
      'tampered',
    ],
    'screenshot changed, manifest fixed, digest not': [
      () => {
        const list = files();
        at(list, SEALED_PATHS.screenshot).body = samplePng(41, 30);
        fixManifest(list);
        return repackSealed(list);
      },
      'tampered',
    ],
    'screenshot changed, manifest and digest fixed, record not': [
      () => {
        const list = files();
        at(list, SEALED_PATHS.screenshot).body = samplePng(41, 30);
        fixManifest(list);
        fixDigest(list);
        return repackSealed(list);
      },
      'tampered',
    ],
    'screenshot of another size, everything fixed': [
      () => {
        const list = files();
        at(list, SEALED_PATHS.screenshot).body = samplePng(41, 30);
        return fixAll(list);
      },
      'tampered',
    ],
    'facts of the record changed': [
      () => {
        const list = files();
        editJson<{ url: string }>(list, SEALED_PATHS.record, (record) => {
          record.url = 'https://other.example/';
        });
        return repackSealed(list);
      },
      'tampered',
    ],
    'a root of the hash tree changed, manifest fixed': [
      () => {
        const list = files();
        editJson<{ tree: { sm3: string } }>(list, SEALED_PATHS.record, (record) => {
          record.tree.sm3 = record.tree.sm3.replace(/./, (c) => (c === '0' ? '1' : '0'));
        });
        fixManifest(list);
        fixDigest(list);
        return repackSealed(list);
      },
      'tampered',
    ],
    'a record taken out of the WARC': [
      () => {
        const list = files();
        at(list, SEALED_PATHS.warc).body = Buffer.from(withoutMember(at(list, SEALED_PATHS.warc).body, 2));
        return repackSealed(list);
      },
      'tampered',
    ],
    'a record taken out of the WARC, everything fixed': [
      () => {
        const list = files();
        at(list, SEALED_PATHS.warc).body = Buffer.from(withoutMember(at(list, SEALED_PATHS.warc).body, 2));
        return fixAll(list);
      },
      'tampered',
    ],
    'a body changed inside the WARC, everything fixed': [
      () => {
        const list = files();
        const warc = at(list, SEALED_PATHS.warc);
        const members = membersOf(warc.body).map((member) => gunzipSync(member));
        members[1] = Buffer.from(
          members[1]!.toString('latin1').replace('charset=utf-8', 'charset=utf-9'),
          'latin1',
        );
        warc.body = Buffer.concat(members.map((member) => gzipSync(member)));
        return fixAll(list);
      },
      'tampered',
    ],
    'a line taken out of the index, everything fixed': [
      () => {
        const list = files();
        const index = at(list, SEALED_PATHS.index);
        index.body = index.body.subarray(index.body.indexOf(10) + 1);
        return fixAll(list);
      },
      'tampered',
    ],
    'an offset in the index changed, everything fixed': [
      () => {
        const list = files();
        const index = at(list, SEALED_PATHS.index);
        index.body = Buffer.from(index.body.toString().replace(/"offset":"(\d)/, '"offset":"1$1'));
        return fixAll(list);
      },
      'tampered',
    ],
    'another address in the page list, everything fixed': [
      () => {
        const list = files();
        const pages = at(list, SEALED_PATHS.pages);
        pages.body = Buffer.from(pages.body.toString().replace('shop.example', 'else.example'));
        return fixAll(list);
      },
      'tampered',
    ],
    'a file added': [
      () => repackSealed([...files(), { path: 'evidence/extra.txt', body: Buffer.from('x') }]),
      'tampered',
    ],
    'a file added in front': [
      () => repackSealed([{ path: 'note.txt', body: Buffer.from('x') }, ...files()]),
      'tampered',
    ],
    'a file twice': [() => repackSealed([...files(), ...files().slice(-1)]), 'tampered'],
    'a path that leaves the folder': [
      () => repackSealed([...files(), { path: '../evil.sh', body: Buffer.from('x') }]),
      'tampered',
    ],
    'the screenshot left out': [
      () => repackSealed(files().filter((file) => file.path !== SEALED_PATHS.screenshot)),
      'incomplete',
    ],
    'the WARC left out': [
      () => repackSealed(files().filter((file) => file.path !== SEALED_PATHS.warc)),
      'incomplete',
    ],
    'the manifest left out': [
      () => repackSealed(files().filter((file) => file.path !== SEALED_PATHS.datapackage)),
      'incomplete',
    ],
    'the digest left out': [
      () => repackSealed(files().filter((file) => file.path !== SEALED_PATHS.digest)),
      'incomplete',
    ],
    'the record left out': [
      () => repackSealed(files().filter((file) => file.path !== SEALED_PATHS.record)),
      'incomplete',
    ],
    'the record left out, manifest and digest fixed': [
      () => {
        const list = files().filter((file) => file.path !== SEALED_PATHS.record);
        fixManifest(list);
        fixDigest(list);
        return repackSealed(list);
      },
      'incomplete',
    ],
    'every file but the first left out by another program': [
      () => Buffer.from(zipSync({ [SEALED_PATHS.warc]: files()[0]!.body }, { level: 0 })),
      'incomplete',
    ],
    'an empty file': [() => Buffer.alloc(0), 'incomplete'],
    'no ZIP at all': [() => Buffer.from('<html>not found</html>'.repeat(40)), 'incomplete'],
  };
  for (const [name, [forge, verdict]] of Object.entries(forgeries)) {
    it(`${name}: ${verdict}`, async () => {
      expect((await verifyBytes(await forge())).verdict).toBe(verdict);
    });
  }
});

/** The gzip members of a WARC of ours, by the length that each carries in its header. */
function membersOf(warc: Buffer): Buffer[] {
  const members: Buffer[] = [];
  for (let at = 0; at < warc.length; ) {
    const length = warc.readUInt32LE(at + 16);
    members.push(warc.subarray(at, at + length));
    at += length;
  }
  return members;
}

function withoutMember(warc: Buffer, which: number): Buffer {
  return Buffer.concat(membersOf(warc).filter((_, i) => i !== which));
}
