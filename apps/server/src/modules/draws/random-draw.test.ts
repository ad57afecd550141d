import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DrawInput, type DrawObject, draw, GRADES, quota } from './random-draw.ts';

const object = (id: string, grade: DrawObject['grade']): DrawObject => ({
  id,
  name: id,
  grade,
  graded: true,
});
const input = fc.record({
  seed: fc.string({ minLength: 1, maxLength: 40 }),
  rates: fc.record({
    A: fc.integer({ min: 0, max: 1000 }),
    B: fc.integer({ min: 0, max: 1000 }),
    C: fc.integer({ min: 0, max: 1000 }),
    D: fc.integer({ min: 0, max: 1000 }),
  }),
  objects: fc
    .uniqueArray(fc.integer({ min: 0, max: 500 }), { maxLength: 60 })
    .chain((ids) =>
      fc.tuple(...ids.map((id) => fc.constantFrom(...GRADES).map((grade) => object(`site-${id}`, grade)))),
    ),
  officers: fc.integer({ min: 2, max: 9 }).map((count) =>
    Array.from({ length: count }, (_, index) => ({
      id: `officer-${index}`,
      name: `${index}`,
      recused: [] as string[],
    })),
  ),
}) as fc.Arbitrary<DrawInput>;

describe('the random draw (双随机)', () => {
  it('is the same for the same seed, in whatever order objects and officers are given', () => {
    fc.assert(
      fc.property(input, (one) => {
        const turned = {
          ...one,
          objects: [...one.objects].reverse(),
          officers: [...one.officers].reverse(),
        };
        expect(draw(turned)).toEqual(draw(one));
      }),
    );
  });

  it('takes of each class the share that was set, each object once, two different officers each', () => {
    fc.assert(
      fc.property(input, (one) => {
        const drawn = draw(one);
        for (const grade of GRADES) {
          const own = one.objects.filter((each) => each.grade === grade);
          const taken = drawn.filter(({ objectId }) => own.some(({ id }) => id === objectId));
          expect(taken).toHaveLength(quota(own.length, one.rates[grade]));
        }
        expect(new Set(drawn.map(({ objectId }) => objectId)).size).toBe(drawn.length);
        for (const { officerIds } of drawn) expect(officerIds[0]).not.toBe(officerIds[1]);
      }),
    );
  });

  it('spreads the work: nobody has two objects more than another', () => {
    fc.assert(
      fc.property(input, (one) => {
        const load = new Map(one.officers.map(({ id }) => [id, 0]));
        for (const { officerIds } of draw(one)) for (const id of officerIds) load.set(id, load.get(id)! + 1);
        expect(Math.max(...load.values()) - Math.min(...load.values())).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('sends nobody to an object from which he is recused, and says when no two are left', () => {
    const objects = Array.from({ length: 30 }, (_, index) => object(`site-${index}`, 'D'));
    const officers = ['a', 'b', 'c'].map((id) => ({ id, name: id, recused: id === 'a' ? ['site-3'] : [] }));
    const rates = { A: 0, B: 0, C: 0, D: 1000 };
    const drawn = draw({ seed: 's', rates, objects, officers });
    expect(drawn.find(({ objectId }) => objectId === 'site-3')?.officerIds).not.toContain('a');
    const two = officers.map((officer) => ({ ...officer, recused: officer.id === 'c' ? [] : ['site-3'] }));
    expect(() => draw({ seed: 's', rates, objects, officers: two })).toThrow('site-3');
  });

  it('is even: over many seeds each of a hundred objects is drawn about as often', () => {
    const objects = Array.from({ length: 100 }, (_, index) => object(`site-${index}`, 'B'));
    const officers = ['a', 'b'].map((id) => ({ id, name: id, recused: [] }));
    const times = new Map(objects.map(({ id }) => [id, 0]));
    const rounds = 600;
    for (let round = 0; round < rounds; round += 1)
      for (const { objectId } of draw({
        seed: `seed ${round}`,
        rates: { A: 0, B: 100, C: 0, D: 0 },
        objects,
        officers,
      }))
        times.set(objectId, times.get(objectId)! + 1);
    // Binomial with n = 600, p = 0.1: mean 60, six standard deviations are 44.
    for (const count of times.values()) {
      expect(count).toBeGreaterThan(60 - 44);
      expect(count).toBeLessThan(60 + 44);
    }
    // Chi-square with 99 degrees of freedom lies below 170 except once in a hundred thousand.
    const chi = [...times.values()].reduce((sum, count) => sum + (count - 60) ** 2 / 60, 0);
    expect(chi).toBeLessThan(170);
  });

  it('leaves no class with a rate out', () => {
    expect(quota(3, 10)).toBe(1);
    expect(quota(0, 1000)).toBe(0);
    expect(quota(200, 30)).toBe(6);
  });
});
