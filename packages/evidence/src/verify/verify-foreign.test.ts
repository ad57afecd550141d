import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import type { WarcMember } from '../capture/capture.ts';
import { type ForeignShape, foreignWacz } from '../testing/foreign-wacz.ts';
import { contentsOf, verifyBytes } from '../testing/memory-source.ts';
import { sampleMember } from '../testing/sample-capture.ts';
import { encodeWarcRecord } from '../warc/warc-record.ts';

const DATE = new Date('2024-05-06T07:08:09Z');
let members: WarcMember[];

beforeAll(async () => {
  const info = {
    type: 'warcinfo',
    date: DATE,
    filename: 'data.warc.gz',
    fields: { software: 'Wangjian 0.1.0' },
  } as const;
  members = [
    { bytes: await encodeWarcRecord(info) },
    await sampleMember('http://a.example/', '<title>甲</title>', DATE),
    await sampleMember('http://a.example/b?x=1', '<title>乙</title>', DATE),
  ];
});

function signedByKey(hash: string): unknown {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  return {
    hash,
    created: '2024-05-06T07:08:10Z',
    software: 'ArchiveWeb.page 0.12',
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    signature: sign('sha256', Buffer.from(hash), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString(
      'base64',
    ),
  };
}

describe('files of other tools', () => {
  const shapes: Record<string, ForeignShape> = {
    'py-wacz: compressed index in blocks, deflated lists': {},
    'plain index': { plainIndex: true },
    'MD5 in the manifest': { hash: 'md5' },
    'no page list': { pages: 'none' },
    'empty page list': { pages: 'empty' },
    'signed by a key (ArchiveWeb.page)': { software: 'ArchiveWeb.page 0.12', sign: signedByKey },
  };
  for (const [name, shape] of Object.entries(shapes)) {
    it(`${name}: intact, though the WARC inside came from us`, async () => {
      const result = await verifyBytes(foreignWacz(members, shape));
      expect(result.checks.filter((check) => !check.ok)).toEqual([]);
      expect(result.verdict).toBe('intact');
      expect(result.signatures.map((one) => one.valid)).toEqual(shape.sign ? [true] : []);
    });
  }

  it('an uncompressed WARC: intact', async () => {
    const plain = members.map((member) => ({ ...member, bytes: gunzipSync(member.bytes) }));
    const result = await verifyBytes(foreignWacz(plain, { plainWarc: true }));
    expect(result.checks.filter((check) => !check.ok)).toEqual([]);
    expect(result.verdict).toBe('intact');
  });

  it('a payload digest over the body without its chunked coding, in Base32 SHA-1: intact', async () => {
    const payload = Buffer.from('hello market');
    const chunked = Buffer.from(`5\r\nhello\r\n7\r\n market\r\n0\r\n\r\n`);
    const block = Buffer.concat([
      Buffer.from('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'),
      chunked,
    ]);
    const head =
      `WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/c\r\nWARC-Date: 2024-05-06T07:08:09Z\r\n` +
      `WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\nContent-Type: application/http; msgtype=response\r\n` +
      `WARC-Payload-Digest: sha1:${base32(createHash('sha1').update(payload).digest())}\r\n` +
      `Content-Length: ${block.length}\r\n\r\n`;
    const record = Buffer.concat([Buffer.from(head), block, Buffer.from('\r\n\r\n')]);
    const result = await verifyBytes(foreignWacz([{ bytes: record }], { plainWarc: true, pages: 'none' }));
    expect(result.checks.find((check) => check.name === 'WARC 记录')).toMatchObject({ ok: true });
    const wrong = Buffer.from(record.toString('latin1').replace('market\r\n0', 'Market\r\n0'), 'latin1');
    const altered = await verifyBytes(foreignWacz([{ bytes: wrong }], { plainWarc: true, pages: 'none' }));
    expect(altered.checks.find((check) => check.name === 'WARC 记录')).toMatchObject({ ok: false });
  });

  it('without datapackage-digest.json: incomplete', async () => {
    expect((await verifyBytes(foreignWacz(members, { digest: false }))).verdict).toBe('incomplete');
  });

  it('with the compressed WARC compressed again: tampered, because it was repacked', async () => {
    expect((await verifyBytes(foreignWacz(members, { deflateWarc: true }))).verdict).toBe('tampered');
  });

  it('signed by another key, or for another manifest: tampered', async () => {
    const other = (hash: string) => ({
      ...(signedByKey(hash) as object),
      publicKey: (signedByKey(hash) as { publicKey: string }).publicKey,
    });
    expect((await verifyBytes(foreignWacz(members, { sign: other }))).verdict).toBe('tampered');
    const stale = () => signedByKey(`sha256:${'0'.repeat(64)}`);
    expect((await verifyBytes(foreignWacz(members, { sign: stale }))).verdict).toBe('tampered');
  });

  it('none of 500 flipped bytes passes, but for the attributes that say nothing of the contents', async () => {
    const intact = foreignWacz(members);
    const directory = intact.readUInt32LE(intact.length - 6);
    const idle = new Set<number>();
    for (let at = directory; intact.readUInt32LE(at) === 0x02014b50; ) {
      // Version of the maker, internal and external attributes: no tool could know what they were.
      for (const place of [4, 5, 36, 37, 38, 39, 40, 41]) idle.add(at + place);
      // The bits after the end of a deflate stream fill its last byte (RFC 1951, 3.2.3) and are read by nobody.
      const local = intact.readUInt32LE(at + 42);
      const data = local + 30 + intact.readUInt16LE(local + 26) + intact.readUInt16LE(local + 28);
      if (intact.readUInt16LE(at + 10) === 8) idle.add(data + intact.readUInt32LE(at + 20) - 1);
      at += 46 + intact.readUInt16LE(at + 28) + intact.readUInt16LE(at + 30);
    }
    for (let i = 0; i < 500; i += 1) {
      const place = (i * 2_654_435_761) % intact.length;
      if (idle.has(place)) continue;
      const bytes = Buffer.from(intact);
      bytes[place]! ^= 1 << (i % 8);
      if ((await verifyBytes(bytes)).verdict !== 'intact') continue;
      // A deflate stream may describe a code that it never uses: then the very same files come out of it.
      expect(await contentsOf(bytes), `byte ${place}`).toEqual(await contentsOf(intact));
    }
  });
});

function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? [])
    .map((five) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Number.parseInt(five, 2)])
    .join('');
}
