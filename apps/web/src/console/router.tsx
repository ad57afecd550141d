import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from '@tanstack/react-router';
import { PAGES } from './page-table.ts';
import { NotFound } from './shell/not-found.tsx';
import { PageCrash } from './shell/page-crash.tsx';
import { PageLoading } from './shell/page-loading.tsx';
import { readSearch, writeSearch } from './url-search.ts';

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('./sign-in/sign-in-page.tsx'), 'SignInPage'),
});
const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: lazyRouteComponent(() => import('./shell/shell.tsx'), 'Shell'),
});

/** The console's routes: sign-in on its own, every page of the page table inside the shell, loaded when opened. */
export function createConsoleRouter() {
  const pages = PAGES.map((page) =>
    createRoute({ getParentRoute: () => shell, path: page.path, component: lazyRouteComponent(page.load) }),
  );
  return createRouter({
    routeTree: root.addChildren([signIn, shell.addChildren(pages)]),
    parseSearch: readSearch,
    stringifySearch: writeSearch,
    defaultPreload: 'intent',
    defaultPendingComponent: PageLoading,
    defaultErrorComponent: PageCrash,
    defaultNotFoundComponent: NotFound,
  });
}
