import { type ConsolePage, PAGES } from '../page-table.ts';

/** The page that an address opens: `/leads/x` is `/leads/$id`, unless a page has exactly that path. */
export function pageAt(pathname: string): ConsolePage | undefined {
  const exact = PAGES.find((page) => page.path === pathname);
  if (exact) return exact;
  const parts = pathname.split('/');
  return PAGES.find((page) => {
    const wanted = page.path.split('/');
    return (
      wanted.length === parts.length &&
      wanted.every((part, index) => part.startsWith('$') || part === parts[index])
    );
  });
}
