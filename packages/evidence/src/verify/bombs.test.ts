import { deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { verifyBytes } from '../testing/memory-source.ts';
import { crc32 } from '../zip/crc32.ts';
import { nodeHashes } from './node-hashes.ts';
import { WarcScanner } from './warc-scanner.ts';

/** A ZIP of one deflated entry that says it is `claimed` bytes long. */
function zipOf(name: string, content: Buffer, claimed: number): Buffer {
  const body = deflateRawSync(content);
  const local = Buffer.alloc(30 + name.length);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(20, 4);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(crc32(content.subarray(0, claimed)), 14);
  local.writeUInt32LE(body.length, 18);
  local.writeUInt32LE(claimed, 22);
  local.writeUInt16LE(name.length, 26);
  local.write(name, 30);
  const central = Buffer.alloc(46 + name.length);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(20, 4);
  local.copy(central, 6, 4, 30);
  central.write(name, 46);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length + body.length, 16);
  return Buffer.concat([local, body, central, end]);
}

describe('bombs', () => {
  it('an entry that inflates to more than it says stops there', async () => {
    const result = await verifyBytes(zipOf('datapackage.json', Buffer.alloc(200_000_000), 1_000));
    expect(result.verdict).toBe('tampered');
    expect(result.checks.find((check) => check.name === '文件内容')?.detail).toContain('超过记载');
  });

  it('a WARC that inflates beyond all measure stops there', () => {
    const head = Buffer.from('WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 8000000\r\n\r\n');
    const bomb = gzipSync(Buffer.concat([head, Buffer.alloc(8_000_000), Buffer.from('\r\n\r\n')]));
    const problemsWithin = (limit: number) => {
      const scanner = new WarcScanner('archive/a.warc.gz', nodeHashes, limit);
      scanner.push(bomb);
      scanner.finish();
      return scanner.problems.map((problem) => problem.detail).join();
    };
    expect(problemsWithin(1_000_000)).toContain('压缩炸弹');
    expect(problemsWithin(9_000_000)).toBe('');
  });
});
