import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createRegionTree } from './regions.ts';

const csv = readFileSync(new URL('../../../catalog/regions/regions.csv', import.meta.url), 'utf8');
const tree = createRegionTree(
  csv
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',') as [string, string]),
);

describe('the regions of GB/T 2260', () => {
  it('puts every region but the provinces below another', () => {
    expect(tree.all.length).toBeGreaterThan(3500);
    const roots = tree.all.filter(({ parent }) => parent === null);
    expect(roots.every(({ level }) => level === 'province')).toBe(true);
    expect(roots).toHaveLength(34);
  });

  it('names the bureau of a county, a township, a city and a province', () => {
    expect(tree.bureauOf('640521')).toBe('640500');
    expect(tree.bureauOf('640521102')).toBe('640500');
    expect(tree.bureauOf('640500')).toBe('640500');
    expect(tree.bureauOf('640000')).toBe('640000');
  });

  it('knows what lies within what', () => {
    expect(tree.contains('640500', '640521102')).toBe(true);
    expect(tree.contains('640521', '640502')).toBe(false);
    expect(tree.contains('640521', '640500')).toBe(false);
    expect(tree.contains('640500', '999999')).toBe(false);
    expect(tree.within('640521')).toContain('640521100');
    expect(tree.within('640521')).not.toContain('640502100');
    for (const { code } of tree.all.filter(({ code: c }) => c.startsWith('64'))) {
      expect(tree.within(code).every((inner) => tree.ancestors(inner).includes(code))).toBe(true);
    }
  });

  it('writes the full name without filler levels', () => {
    expect(tree.fullName('640502100')).toBe('宁夏回族自治区中卫市沙坡头区滨河镇');
    expect(tree.fullName('110101')).toBe('北京市东城区');
  });

  it('refuses an unknown code by name', () => {
    expect(() => tree.get('123456')).toThrow('123456');
  });
});
