import { ADMINISTRATOR_GROUPS, BUILT_IN_ROLES } from '@wangjian/core/permissions.ts';
import { describe, expect, it } from 'vitest';
import { DEMO_OFFICERS, DEMO_ORG_UNITS, DEMO_PASSWORD } from './bureau.ts';

describe('the demo bureau', () => {
  it('is one tree: every unit but the city has a parent that stands before it', () => {
    const seen = new Set<string>();
    for (const unit of DEMO_ORG_UNITS) {
      if (unit.parentId === null) expect(seen.size).toBe(0);
      else expect(seen.has(unit.parentId), unit.id).toBe(true);
      expect(seen.has(unit.id), unit.id).toBe(false);
      seen.add(unit.id);
      expect(unit.region).toMatch(unit.level === 'township' ? /^6405\d{5}$/ : /^6405\d{2}$/);
    }
  });

  it('has officers with log-ins of their own in units that exist, every built-in role among them', () => {
    const units = new Map(DEMO_ORG_UNITS.map((unit) => [unit.id, unit]));
    for (const officer of DEMO_OFFICERS) {
      expect(officer.login).toMatch(/^[a-z][a-z0-9._-]{2,39}$/);
      expect(units.get(officer.orgId)?.region, officer.login).toBe(officer.region);
      expect(DEMO_PASSWORD.toLowerCase()).not.toContain(officer.login);
    }
    expect(new Set(DEMO_OFFICERS.map((officer) => officer.login)).size).toBe(DEMO_OFFICERS.length);
    const roles = new Set(DEMO_OFFICERS.flatMap((officer) => [...officer.roles]));
    expect([...roles].sort()).toEqual(Object.keys(BUILT_IN_ROLES).sort());
  });

  it('keeps the three administrators apart (三员分立)', () => {
    const groups = Object.values(ADMINISTRATOR_GROUPS).map((group) => new Set<string>(group));
    for (const officer of DEMO_OFFICERS) {
      const held = new Set<string>(officer.roles.flatMap((role) => [...BUILT_IN_ROLES[role].permissions]));
      const touched = groups.filter((group) => [...group].some((permission) => held.has(permission)));
      expect(touched.length, officer.login).toBeLessThanOrEqual(1);
      if (touched.length === 1) expect(officer.roles).toHaveLength(1);
    }
  });
});
