import { createHash } from 'node:crypto';

/** Risk classes of 企业信用风险分类 (国市监信发〔2022〕6号): A low, B ordinary, C higher, D high. */
export const GRADES = ['A', 'B', 'C', 'D'] as const;
export type Grade = (typeof GRADES)[number];

/** One object of the draw. Where no class is known it is treated as B, and the record says so. */
export interface DrawObject {
  readonly id: string;
  readonly name: string;
  readonly grade: Grade;
  readonly graded: boolean;
}

export interface DrawOfficer {
  readonly id: string;
  readonly name: string;
  /** Objects that this officer may not inspect (回避). */
  readonly recused: readonly string[];
}

/** Shares of the classes in per mille, e.g. 30 is 3 %. */
export type DrawRates = Readonly<Record<Grade, number>>;

export interface DrawInput {
  readonly seed: string;
  readonly rates: DrawRates;
  readonly objects: readonly DrawObject[];
  readonly officers: readonly DrawOfficer[];
}

/** An object that was drawn, and the two officers who go there. */
export interface Drawn {
  readonly objectId: string;
  readonly officerIds: readonly [string, string];
}

/** The name of the procedure, recorded with every draw: a changed one gets another name. */
export const DRAW_ALGORITHM = 'wangjian-sha256-1';

const rank = (...parts: readonly string[]) => createHash('sha256').update(parts.join('|')).digest('hex');

/** How many of a class are drawn: the share, rounded up, so that a class with a rate is never left out. */
export function quota(count: number, rate: number): number {
  return Math.min(count, Math.ceil((count * rate) / 1000));
}

/**
 * The draw, as anybody can do it again with a sheet and `sha256sum`: within each class the objects are put in the order
 * of SHA-256(`seed|object|id`) and the first so many are taken; for each object drawn, in that order, the two officers
 * who are not recused and have the fewest objects so far go, ties in the order of SHA-256(`seed|officer|object|id`).
 * Throws a RangeError that names the object for which no two officers are left.
 */
export function draw({ seed, rates, objects, officers }: DrawInput): Drawn[] {
  const chosen = GRADES.flatMap((grade) => {
    const own = objects.filter((object) => object.grade === grade);
    return own
      .map((object) => ({ object, order: rank(seed, 'object', object.id) }))
      .sort((one, other) => (one.order < other.order ? -1 : 1))
      .slice(0, quota(own.length, rates[grade]));
  }).sort((one, other) => (one.order < other.order ? -1 : 1));
  const load = new Map(officers.map(({ id }) => [id, 0]));
  return chosen.map(({ object }) => {
    const [first, second] = officers
      .filter(({ recused }) => !recused.includes(object.id))
      .map(({ id }) => ({ id, load: load.get(id)!, order: rank(seed, 'officer', object.id, id) }))
      .sort((one, other) => one.load - other.load || (one.order < other.order ? -1 : 1));
    if (!first || !second) throw new RangeError(object.name);
    for (const { id } of [first, second]) load.set(id, load.get(id)! + 1);
    return { objectId: object.id, officerIds: [first.id, second.id] };
  });
}
