import type { PatrolLimits } from './limits.ts';
import { type LinkClass, linkClass, skipReason, urlShape } from './link-priority.ts';
import { normaliseUrl, siteKey } from './page-url.ts';

/** An address to open next. */
export interface Visit {
  readonly url: string;
  /** Clicks from where the patrol began. */
  readonly depth: number;
}

interface Link {
  readonly url: string;
  readonly text: string;
}

interface Shape {
  readonly waiting: Visit[];
  head: number;
  taken: number;
}

const CLASSES: readonly LinkClass[] = ['identity', 'goods', 'other'];
/** Identity pages first, but a site with a thousand “关于…” articles must show its goods as well. */
const CLASS_SHARE: Readonly<Record<LinkClass, number>> = { identity: 3, goods: 2, other: 1 };
/** So many identity pages come before anything else. */
const IDENTITY_FIRST = 12;
const MAX_SHAPES = 400;

/**
 * The addresses of one site that wait. Each is offered once however it is spelled. Addresses of one template (same
 * shape) take turns with those of others, so that a small budget sees every kind of page and a trap gets no more
 * than its turn.
 */
export class Frontier {
  private readonly limits: PatrolLimits;
  private readonly sites: Set<string>;
  private readonly seen = new Set<string>();
  /** Spellings already looked at: most links of a page stand on every other page as well. */
  private readonly spellings = new Set<string>();
  private readonly first: Visit[] = [];
  private readonly classes: Record<LinkClass, Map<string, Shape>> = {
    identity: new Map(),
    goods: new Map(),
    other: new Map(),
  };
  private readonly taken: Record<LinkClass, number> = { identity: 0, goods: 0, other: 0 };
  private waiting = 0;

  constructor(site: string, limits: PatrolLimits) {
    this.sites = new Set([site]);
    this.limits = limits;
  }

  /** Takes another host as part of the site: the one that the front page moved to. */
  adopt(url: URL): void {
    this.sites.add(siteKey(url));
  }

  isSameSite(url: URL): boolean {
    return this.sites.has(siteKey(url));
  }

  /** An address to begin with or to go to at once (a refresh); whatever its class. Returns its normal form. */
  addFirst(address: string, depth = 0): string | undefined {
    const url = normaliseUrl(address, undefined, this.limits.urlLength);
    if (!url || this.seen.has(url)) return undefined;
    this.seen.add(url);
    this.first.push({ url, depth });
    this.waiting += 1;
    return url;
  }

  /** Notes that an address is known (it was reached by a redirect, or in an earlier run); true when it was new. */
  markSeen(address: string): boolean {
    const url = normaliseUrl(address, undefined, this.limits.urlLength) ?? address;
    if (this.seen.has(url)) return false;
    this.seen.add(url);
    return true;
  }

  /** Takes the links of a page; returns the normal addresses of those that say who runs the site. */
  addLinks(links: readonly Link[], depth: number): string[] {
    const identity: string[] = [];
    const count = Math.min(links.length, this.limits.linksPerPage);
    for (let i = 0; i < count; i += 1) {
      const link = links[i]!;
      if (this.spellings.has(link.url)) continue;
      if (this.spellings.size < this.limits.queue * 4) this.spellings.add(link.url);
      const added = depth <= this.limits.depth ? this.addLink(link, depth) : undefined;
      if (added) identity.push(added);
    }
    return identity;
  }

  /** The next address, or undefined when none waits. */
  next(): Visit | undefined {
    const direct = this.first.shift();
    if (direct) {
      this.waiting -= 1;
      return direct;
    }
    const candidates = CLASSES.filter((name) => this.classes[name].size > 0);
    if (candidates.length === 0) return undefined;
    const identityFirst = candidates[0] === 'identity' && this.taken.identity < IDENTITY_FIRST;
    const name = identityFirst
      ? 'identity'
      : candidates.reduce((a, b) => (this.load(b) < this.load(a) ? b : a));
    this.taken[name] += 1;
    this.waiting -= 1;
    return takeTurn(this.classes[name]);
  }

  private load(name: LinkClass): number {
    return this.taken[name] / CLASS_SHARE[name];
  }

  private addLink(link: Link, depth: number): string | undefined {
    const address = normaliseUrl(link.url, undefined, this.limits.urlLength);
    if (!address || this.seen.has(address) || this.waiting >= this.limits.queue) return undefined;
    const url = new URL(address);
    if (!this.isSameSite(url)) return undefined;
    this.seen.add(address);
    if (skipReason(url)) return undefined;
    const name = linkClass(url, link.text);
    this.waiting += 1;
    if (url.pathname === '/' && !url.search) {
      this.first.push({ url: address, depth });
      return undefined;
    }
    put(this.classes[name], urlShape(url), { url: address, depth });
    return name === 'identity' ? address : undefined;
  }
}

function put(shapes: Map<string, Shape>, name: string, visit: Visit): void {
  const key = shapes.has(name) || shapes.size < MAX_SHAPES ? name : '';
  const shape = shapes.get(key);
  if (shape) shape.waiting.push(visit);
  else shapes.set(key, { waiting: [visit], head: 0, taken: 0 });
}

/** The shape that had the fewest turns gives its oldest address. */
function takeTurn(shapes: Map<string, Shape>): Visit {
  let best: [string, Shape] | undefined;
  for (const entry of shapes) {
    if (!best || entry[1].taken < best[1].taken) best = entry;
  }
  const [name, shape] = best!;
  const visit = shape.waiting[shape.head]!;
  shape.head += 1;
  shape.taken += 1;
  if (shape.head === shape.waiting.length) shapes.delete(name);
  else if (shape.head > 512) {
    shape.waiting.splice(0, shape.head);
    shape.head = 0;
  }
  return visit;
}
