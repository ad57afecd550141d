import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bureauOfId, instantOfUlid, monthOf, monthOfId, parseId } from './ids.ts';

/** A ULID written from the definition: 48 bits of time, 80 of anything. */
function ulid(at: number): string {
  let time = '';
  for (let rest = at; time.length < 10; rest = Math.floor(rest / 32)) {
    time = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.charAt(rest % 32) + time;
  }
  return `${time}0123456789ABCDEF`;
}

describe('ids', () => {
  it('carry their instant, month and bureau', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_102_444_800_000 }), (at) => {
        const id = `lead_640500_${ulid(at)}`;
        expect(instantOfUlid(parseId(id)!.ulid).getTime()).toBe(at);
        expect(monthOfId(id)).toBe(monthOf(new Date(at)));
        expect(bureauOfId(id)).toBe('640500');
      }),
    );
  });

  it('refuse any other text', () => {
    for (const text of ['', 'lead_640500', 'lead_6405_01J00000000000000000000000', "x'; DROP TABLE leads"]) {
      expect(parseId(text)).toBeUndefined();
      expect(() => monthOfId(text)).toThrow(RangeError);
    }
  });
});
