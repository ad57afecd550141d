/** A query string as the lists use it: every value is a text, or several. */
export type UrlSearch = Record<string, string | string[]>;

/** Reads `?a=1&b=2&b=3` as `{a: '1', b: ['2', '3']}`: readable addresses that a workbench count can spell too. */
export function readSearch(text: string): UrlSearch {
  const search = new Map<string, string | string[]>();
  for (const [name, value] of new URLSearchParams(text)) {
    const before = search.get(name);
    search.set(name, before === undefined ? value : [before, value].flat());
  }
  return Object.fromEntries(search);
}

/** Writes what `readSearch` reads; empty values are left out. */
export function writeSearch(search: Record<string, unknown>): string {
  const out = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '') out.append(name, String(one));
    }
  }
  return out.size === 0 ? '' : `?${out}`;
}
