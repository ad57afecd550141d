import type { NamedParty, SiteKind } from '@wangjian/core/site.ts';
import type { EvidenceByName, EvidenceKind, NameEvidence } from './name-evidence.ts';

/** Weight of each kind of evidence for being the operator. */
const WEIGHTS: Readonly<Record<EvidenceKind, number>> = {
  licence: 6,
  operator: 6,
  copyright: 5,
  declared: 4,
  uscc: 4,
  title: 3,
  icp: 3,
  'title-only': 3,
  meta: 2,
  about: 2,
  contact: 2,
  heading: 3,
  logo: 2,
  footer: 1,
  shopkeeper: 0,
  maker: 0,
  other: -4,
};
/** On a page of a platform's shop the foot of the page is the platform's; the shop is what the page is about. */
const OF_THE_PLATFORM: readonly EvidenceKind[] = ['copyright', 'icp', 'operator'];
const AT_THE_FOOT: readonly EvidenceKind[] = [...OF_THE_PLATFORM, 'footer', 'meta', 'logo'];
const PROOF: readonly EvidenceKind[] = ['licence', 'operator', 'copyright'];
const CERTAIN = 5;
const LIKELY = 3;
/** Enough for the only name of a page, beside an address or telephone or at its foot. */
const POSSIBLE = 2;
/** More names than this behind licence labels are a list of others, not a site's own particulars. */
const MAX_OWN = 2;
const MAX_MENTIONED = 30;

/** Decides the role of every name of a page or a whole site; operators first, then by appearance. */
export function decideRoles(byName: EvidenceByName, kind: SiteKind): NamedParty[] {
  const names = [...byName.values()];
  const listed = names.filter(
    (name) => name.kinds.has('licence') && !name.kinds.has('copyright') && !name.kinds.has('title'),
  );
  const isList = listed.length > MAX_OWN;
  const scored = names.map((name) => ({ name, score: score(name, kind, isList && listed.includes(name)) }));
  const best = Math.max(...scored.map((entry) => entry.score), 0);
  // Of equals the first stands; a name of the title alone gives way to one that the page itself prints.
  const top = scored.filter((entry) => entry.score === best);
  const first = top.find((entry) => !entry.name.kinds.has('title-only')) ?? top[0];
  const alone = names.filter((name) => !name.kinds.has('maker') && !name.kinds.has('other')).length === 1;
  const isOperator = (entry: (typeof scored)[number]) => {
    const enough = alone && kind !== 'shop' && isBesideContact(entry.name) ? POSSIBLE : LIKELY;
    if (entry.score < enough || isMaker(entry.name)) return false;
    if (entry.name === first?.name) return true;
    return entry.score >= CERTAIN && best - entry.score <= 8 && hasProof(entry.name, kind);
  };
  const operators = scored
    .filter(isOperator)
    .sort((a, b) => b.score - a.score)
    .slice(0, 3);
  const chosen = new Set(operators.map((entry) => entry.name));
  const others = names.filter((name) => !chosen.has(name)).slice(0, MAX_MENTIONED);
  return [
    ...operators.map((entry) => ({ name: entry.name.name, role: 'operator' as const })),
    ...others.map(({ name, kinds }) => ({
      name,
      role: kinds.has('maker') ? ('site-maker' as const) : ('mentioned' as const),
    })),
  ];
}

function score(name: NameEvidence, kind: SiteKind, inList: boolean): number {
  let total = 0;
  const ofPlatform = kind === 'shop' && OF_THE_PLATFORM.some((evidence) => name.kinds.has(evidence));
  if (ofPlatform && !name.kinds.has('licence') && !name.kinds.has('shopkeeper')) return 0;
  for (const evidence of name.kinds) {
    if (kind === 'shop' && AT_THE_FOOT.includes(evidence)) continue;
    if (inList && (evidence === 'licence' || evidence === 'uscc' || evidence === 'contact')) continue;
    if (evidence === 'other' && PROOF.some((proof) => name.kinds.has(proof))) continue;
    if (evidence === 'shopkeeper') total += kind === 'shop' ? 6 : 1;
    else total += WEIGHTS[evidence];
  }
  return total;
}

/** Built by it, and nothing says run by it; a web company's own site carries its copyright too. */
function isMaker(name: NameEvidence): boolean {
  return (
    name.kinds.has('maker') &&
    !(['licence', 'operator', 'copyright', 'uscc', 'title'] as const).some((k) => name.kinds.has(k))
  );
}

function isBesideContact(name: NameEvidence): boolean {
  return name.kinds.has('contact') || name.kinds.has('footer');
}

function hasProof(name: NameEvidence, kind: SiteKind): boolean {
  if (kind === 'shop') return name.kinds.has('licence');
  return PROOF.some((proof) => name.kinds.has(proof));
}
