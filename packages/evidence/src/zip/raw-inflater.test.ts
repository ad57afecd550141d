import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RawInflater } from './raw-inflater.ts';

function inflate(chunks: readonly Uint8Array[]): { data: Buffer; rest: Buffer; finished: boolean } {
  const inflater = new RawInflater();
  const out: Uint8Array[] = [];
  const rest: Uint8Array[] = [];
  for (const chunk of chunks) {
    if (inflater.finished) {
      rest.push(chunk);
      continue;
    }
    const output = inflater.push(chunk);
    for (let step = output.next(); ; step = output.next()) {
      if (step.done) {
        rest.push(step.value);
        break;
      }
      out.push(step.value);
    }
  }
  return { data: Buffer.concat(out), rest: Buffer.concat(rest), finished: inflater.finished };
}

function cut(bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  let at = 0;
  for (let i = 0; at < bytes.length; i += 1) {
    const size = sizes[i % sizes.length]!;
    chunks.push(bytes.subarray(at, at + size));
    at += size;
  }
  return chunks;
}

const content = fc.oneof(
  fc.uint8Array({ maxLength: 3_000 }),
  fc.string({ maxLength: 2_000 }).map((text) => Buffer.from(text.repeat(40))),
  fc.tuple(fc.nat(255), fc.nat(100_000)).map(([byte, length]) => Buffer.alloc(length, byte)),
);

describe('RawInflater', () => {
  it('gives back what was deflated and the bytes behind it, however both are cut into chunks', () => {
    fc.assert(
      fc.property(
        content,
        fc.uint8Array({ maxLength: 40 }),
        fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 6 }),
        fc.constantFrom(0, 1, 6, 9),
        (data, behind, sizes, level) => {
          const deflated = deflateRawSync(data, { level });
          const result = inflate(cut(Buffer.concat([deflated, behind]), sizes));
          expect(result.finished).toBe(true);
          expect(result.data.equals(Buffer.from(data))).toBe(true);
          expect(result.rest.equals(Buffer.from(behind))).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is not finished on a stream that was cut', () => {
    const deflated = deflateRawSync(Buffer.from('国家级'.repeat(500)));
    expect(inflate([deflated.subarray(0, deflated.length - 1)]).finished).toBe(false);
  });
});
