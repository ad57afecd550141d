import { expect, it } from 'vitest';
import { caseCatalog } from './case-catalog.ts';

const { types, violations, fines, byHand } = caseCatalog();

it('puts every violation type into exactly one case type', () => {
  const all = [...types.values()].flatMap((type) => type.violations);
  expect([...all].sort()).toEqual([...violations.keys()].sort());
});

it.each([...types.values()].map((type) => [type.id, type] as const))(
  '%s has what an officer works from',
  (_, type) => {
    expect(
      type.evidence.some(({ must }) => must),
      'evidence that a case cannot do without',
    ).toBe(true);
    expect(new Set(type.evidence.map(({ what }) => what)).size).toBe(type.evidence.length);
    expect(new Set(type.questions).size).toBe(type.questions.length);
    expect(type.questions.join('')).toMatch(/陈述权、申辩权/); // 程序规定 art. 21
    expect(type.questions.join('')).toMatch(/回避/);
  },
);

it('computes every formula of the law, or says why it cannot', () => {
  const withFormula = [...violations.values()].filter(
    ({ fine }) => fine.formula !== null || fine.max === null,
  );
  const missing = withFormula.filter(({ id }) => !fines.has(id) && !byHand.has(id)).map(({ id }) => id);
  expect(missing).toEqual([]);
});

it('has no tier for a type that does not exist', () => {
  for (const id of [...fines.keys(), ...byHand.keys()]) expect(violations.has(id), id).toBe(true);
});
