import type { OfficerTables } from './tables.ts';

/** One unit of a bureau as work is handed to it. */
export interface Unit {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly level: OfficerTables['org_units']['level'];
  readonly region: string;
  readonly active: boolean;
}

/** The units of one bureau, and who stands above whom. */
export interface UnitTree {
  /** All units, those of wider regions first. */
  readonly all: readonly Unit[];
  find(id: string | null): Unit | undefined;
  /** The unit's name, or `—` for one that is not known (any more). */
  nameOf(id: string | null): string;
  /** `沙坡头区市场监督管理局 市场与网络交易监管股`: a section with the office that it belongs to. */
  fullName(id: string | null): string;
  /** The office (bureau, township office, department) that a unit is, or is a section of. */
  officeOf(id: string): Unit | undefined;
  /**
   * Whether an officer of `unit` acts for `other`: the same unit, a section of it, or the office that it is a section
   * of. Two sections of one office do not act for each other.
   */
  actsFor(unit: string, other: string | null): boolean;
  /** Whether one unit's office stands above another unit's office, or is the office of which that is a section. */
  isAbove(upper: string, lower: string | null): boolean;
}

/** Builds the tree from the units of one bureau; a parent outside the bureau ends the line. */
export function unitTree(units: readonly Unit[]): UnitTree {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const find = (id: string | null) => (id === null ? undefined : byId.get(id));
  /** From the unit up to its office, then on to the top. */
  const lineOf = (id: string | null): Unit[] => {
    const line: Unit[] = [];
    for (let at = find(id); at && !line.includes(at); at = find(at.parentId)) line.push(at);
    return line;
  };
  const officeOf = (id: string) => lineOf(id).find(({ level }) => level !== 'section');
  /** The unit and, for a section, what it is a section of. */
  const sectionLine = (id: string | null): Unit[] => {
    const line = lineOf(id);
    const office = line.findIndex(({ level }) => level !== 'section');
    return office < 0 ? line : line.slice(0, office + 1);
  };
  return {
    all: units,
    find,
    nameOf: (id) => find(id)?.name ?? '—',
    fullName: (id) =>
      sectionLine(id)
        .toReversed()
        .map(({ name }) => name)
        .join(' ') || '—',
    officeOf,
    actsFor: (unit, other) =>
      other !== null &&
      (sectionLine(unit).some(({ id }) => id === other) || sectionLine(other).some(({ id }) => id === unit)),
    isAbove(upper, lower) {
      const above = officeOf(upper);
      const below = lower === null ? undefined : officeOf(lower);
      if (!above || !below) return false;
      return (
        lineOf(below.parentId).some(({ id }) => id === above.id) ||
        (above.id === upper && below.id === upper && lower !== upper)
      );
    },
  };
}
