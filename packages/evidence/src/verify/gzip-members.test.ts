import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gzipMember } from '../warc/gzip-member.ts';
import { type GzipEvent, GzipMembers } from './gzip-members.ts';

function walk(file: Uint8Array, size: number): GzipEvent[] {
  const gzip = new GzipMembers();
  const events: GzipEvent[] = [];
  for (let at = 0; at < file.length; at += size) events.push(...gzip.push(file.subarray(at, at + size)));
  gzip.finish();
  return events;
}

describe('GzipMembers', () => {
  it('finds each member where it lies, whoever wrote it and however the file is read', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.string({ maxLength: 3_000 }), fc.boolean()), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 4_000 }),
        async (texts, size) => {
          const members = await Promise.all(
            texts.map(([text, ours]) => (ours ? gzipMember([Buffer.from(text)]) : gzipSync(text))),
          );
          const events = walk(Buffer.concat(members), size);
          const data = events.flatMap((event) => ('data' in event ? [event.data] : []));
          expect(Buffer.concat(data).toString()).toBe(texts.map(([text]) => text).join(''));
          let offset = 0;
          const places = members.map((member) => {
            offset += member.length;
            return { offset: offset - member.length, length: member.length };
          });
          expect(events.filter((event) => !('data' in event))).toEqual(places);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('says that a file ends too early', () => {
    const file = gzipSync('abc');
    expect(() => walk(file.subarray(0, file.length - 3), 4)).toThrow(expect.objectContaining({ cut: true }));
  });

  it('refuses a member whose checksum is wrong', () => {
    const file = gzipSync('abc');
    file[file.length - 6]! ^= 1;
    expect(() => walk(file, 4)).toThrow('校验值');
  });
});
