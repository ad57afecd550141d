import { createHash } from 'node:crypto';

/** White space, marks and digits differ from copy to copy of one sentence (counters, prices, dates); words do not. */
const FOLDED = /[\s\p{P}\p{S}\p{N}\p{Cf}]+/gu;

/**
 * The key under which one sentence on one site is one finding for life (ADR 0003): SHA-256 of its words in NFKC. A
 * sentence without words (a bare price) is keyed as it stands; an absence (no quote) by the rule alone.
 */
export function textKey(quote: string): string {
  const normal = quote.normalize('NFKC').toLowerCase();
  return createHash('sha256')
    .update(normal.replace(FOLDED, '') || normal)
    .digest('hex');
}
