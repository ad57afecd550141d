import { ruleBook } from '../findings/service.ts';
import { caseCatalog } from './law/case-catalog.ts';

interface Cited {
  readonly law: string;
  readonly article: string;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/** Citations as in force on a day; a law not yet or no longer in force is left out. */
function inForce(cited: readonly Cited[], on: string): Cited[] {
  const { regulations } = ruleBook().catalog;
  return cited.filter(({ law, from, until }) => {
    if ((from && on < from) || (until && on > until)) return false;
    const versions = regulations.get(law)?.versions;
    return versions === undefined || versions.some((version) => version.from <= on);
  });
}

const words = ({ law, article }: Cited) => `《${law}》${article}`;

/** Duty and penalty articles of violations in the versions in force on the day of the act. */
export function articlesOf(
  violations: readonly string[],
  actedOn: string,
): {
  duty: string[];
  penalty: string[];
  each: Map<string, { duty: string; penalty: string; unverified: boolean }>;
} {
  const each = new Map<string, { duty: string; penalty: string; unverified: boolean }>();
  const duty = new Set<string>();
  const penalty = new Set<string>();
  for (const id of violations) {
    const type = caseCatalog().violations.get(id);
    if (!type) continue;
    const [duties, penalties] = [inForce(type.duty, actedOn), inForce(type.penalty, actedOn)];
    for (const one of duties) duty.add(words(one));
    for (const one of penalties) penalty.add(words(one));
    each.set(id, {
      duty: duties.map(words).join('；'),
      penalty: penalties.map(words).join('；'),
      unverified: type.source !== 'text',
    });
  }
  return { duty: [...duty], penalty: [...penalty], each };
}
