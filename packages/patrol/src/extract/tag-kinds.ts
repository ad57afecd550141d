/** How an element shapes the visible text. */
export type TagKind = 'skip' | 'block' | 'cell' | 'space' | 'link';

const KINDS: readonly (readonly [TagKind, string])[] = [
  // Never shown, or shown only where scripts, plug-ins or frames do not run.
  ['skip', 'script style noscript template svg math iframe object audio video canvas datalist noframes xmp'],
  [
    'block',
    'address article aside blockquote body br button caption center dd details dialog dir div dl dt fieldset ' +
      'figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main ' +
      'marquee menu nav ol optgroup option p pre search section select summary table tbody textarea tfoot thead ' +
      'title tr ul',
  ],
  ['cell', 'td th'],
  // Pictures and fields stand between words without joining them.
  ['space', 'img input embed'],
  ['link', 'a area'],
];

/** Kind by tag name; elements that are not listed are inline and join the words around them. */
export const TAG_KINDS: ReadonlyMap<string, TagKind> = new Map(
  KINDS.flatMap(([kind, names]) => names.split(' ').map((name) => [name, kind] as const)),
);
