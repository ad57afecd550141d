import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sealCapture } from '../seal/seal-capture.ts';
import { sampleCapture } from '../testing/sample-capture.ts';
import { type CustodyLink, hashOfLink } from './custody-hash.ts';
import { PARCEL_FORMAT } from './parcel.ts';
import { verifyParcel } from './verify-parcel.ts';
import { type ParcelSource, parcelChunks } from './write-parcel.ts';

let folder: string;
let page: Buffer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parcel-'));
  await sealCapture(await sampleCapture(), join(folder, 'page.wacz'));
  page = await readFile(join(folder, 'page.wacz'));
});
afterAll(() => rm(folder, { recursive: true }));

const source = (path: string, content: Uint8Array, sha256?: string): ParcelSource => ({
  file: { path, what: '附件' },
  ...(sha256 === undefined ? {} : { sha256 }),
  open: async function* () {
    yield content.subarray(0, 7);
    yield content.subarray(7);
  },
});

function chain(...names: string[]): CustodyLink[] {
  const links: CustodyLink[] = [];
  for (const byName of names) {
    const link = {
      ...{ seq: links.length + 1, at: '2026-11-20T02:03:04.567Z', act: 'handed', byName, byOrg: '某局' },
      ...{ toOrg: null, note: null, sha256s: ['ab'], previous: links.at(-1)?.hash ?? null },
    };
    links.push({ ...link, hash: hashOfLink(link) });
  }
  return links;
}

async function parcel(sources: readonly ParcelSource[], custody = chain('甲', '乙')): Promise<Buffer> {
  const about = {
    ...{ id: 'transfer_1', title: '某案', number: null, from: '某局', to: '某省局' },
    ...{ packedAt: '2026-11-20T02:03:04.567Z', custody },
  };
  const chunks: Uint8Array[] = [];
  for await (const chunk of parcelChunks(about, sources)) chunks.push(chunk);
  return Buffer.concat(chunks);
}
async function verify(bytes: Uint8Array) {
  const file = join(folder, 'parcel.zip');
  await writeFile(file, bytes);
  return await verifyParcel(file);
}
const contents = () => [
  source('目录.html', Buffer.from('<p>目录</p>')),
  source('函件/移送函.docx', Buffer.from('函件内容')),
  source('证据/网页.wacz', page),
];

describe('a parcel', () => {
  it('is intact as it was packed, each page in it too, and names who handed it over', async () => {
    const result = (await verify(await parcel(contents())))!;
    expect(result.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(result.verdict).toBe('intact');
    expect(result.checks.map(({ name }) => name)).toContain('证据/网页.wacz');
    expect(result.custody).toHaveLength(2);
  });

  it('is not intact after any one byte was changed', async () => {
    const bytes = await parcel(contents());
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const forged = Buffer.from(bytes);
        forged[at] = forged[at]! ^ change;
        // A parcel that no longer reads as one is said to be none.
        expect((await verify(forged))?.verdict).not.toBe('intact');
      }),
      { numRuns: process.env.WANGJIAN_TEST_FULL ? 400 : 40 },
    );
  });

  it('shows a forged page under a manifest that was made to fit', async () => {
    const forged = Buffer.from(page);
    const at = forged.indexOf('国家级名牌') >= 0 ? forged.indexOf('国家级名牌') : forged.length >> 1;
    forged[at] = forged[at]! ^ 1;
    const result = (await verify(
      await parcel([...contents().slice(0, 2), source('证据/网页.wacz', forged)]),
    ))!;
    expect(result.checks.find(({ name }) => name === '清单所列文件')!.ok).toBe(true);
    expect(result.checks.find(({ name }) => name === '证据/网页.wacz')!.ok).toBe(false);
    expect(result.verdict).toBe('tampered');
  });

  it('shows a broken chain of custody', async () => {
    const [first, second] = chain('甲', '乙');
    const renamed = { ...first!, byName: '丙' };
    for (const custody of [[renamed, second!], [second!], [second!, first!]])
      expect((await verify(await parcel(contents(), custody)))!.verdict).toBe('tampered');
  });

  it('refuses a content that is not what its record says', async () => {
    const wrong = createHash('sha256').update('别的').digest('hex');
    await expect(parcel([source('证据/a.wacz', page, wrong)])).rejects.toMatchObject({ code: 'conflict' });
  });

  it('is no parcel when it is something else', async () => {
    expect(await verifyParcel(join(folder, 'page.wacz'))).toBeUndefined();
    expect(await verify(Buffer.from(`{"format":"${PARCEL_FORMAT}"}`))).toBeUndefined();
  });
});
