import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Unit, unitTree } from './unit-tree.ts';

const unit = (id: string, parentId: string | null, level: Unit['level']): Unit => ({
  id,
  parentId,
  name: id,
  level,
  region: '640500',
  active: true,
});
const tree = unitTree([
  unit('city', 'elsewhere', 'city'),
  unit('network', 'city', 'section'),
  unit('price', 'city', 'section'),
  unit('county', 'city', 'county'),
  unit('squad', 'county', 'section'),
  unit('town', 'county', 'township'),
]);

describe('the units of a bureau', () => {
  it('act for their office and their sections, sections not for each other', () => {
    expect(tree.actsFor('squad', 'county')).toBe(true);
    expect(tree.actsFor('county', 'squad')).toBe(true);
    expect(tree.actsFor('network', 'price')).toBe(false);
    expect(tree.actsFor('county', 'city')).toBe(false);
    expect(tree.actsFor('town', 'county')).toBe(false);
    expect(tree.actsFor('county', null)).toBe(false);
  });

  it('stand above the offices below them, through sections too', () => {
    expect(tree.isAbove('network', 'county')).toBe(true);
    expect(tree.isAbove('network', 'squad')).toBe(true);
    expect(tree.isAbove('city', 'network')).toBe(true);
    expect(tree.isAbove('squad', 'town')).toBe(true);
    expect(tree.isAbove('town', 'county')).toBe(false);
    expect(tree.fullName('squad')).toBe('county squad');
  });

  it('never stand above each other both ways', () => {
    const ids = fc.constantFrom(...tree.all.map(({ id }) => id));
    fc.assert(
      fc.property(ids, ids, (one, other) => {
        expect(tree.isAbove(one, other) && tree.isAbove(other, one)).toBe(false);
      }),
    );
  });
});
