import type { PatrolLimits } from '../limits.ts';
import type { Onward } from '../site-page.ts';

/** Lets each spelling of an address through once: most links of a page stand on every other page of its site as well. */
export class LinkSieve {
  private readonly limits: PatrolLimits;
  private readonly known = new Set<string>();

  constructor(limits: PatrolLimits) {
    this.limits = limits;
  }

  fresh(links: Onward['links']): Onward['links'] {
    const fresh: { url: string; text: string }[] = [];
    const count = Math.min(links.length, this.limits.linksPerPage);
    for (let i = 0; i < count; i += 1) {
      const { url, text } = links[i]!;
      if (this.known.has(url)) continue;
      if (this.known.size < this.limits.queue * 4) this.known.add(url);
      fresh.push({ url, text });
    }
    return fresh;
  }
}
