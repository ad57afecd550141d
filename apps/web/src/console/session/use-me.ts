import { type QueryClient, useQuery } from '@tanstack/react-query';
import type { Permission } from '@wangjian/core/permissions.ts';
import { type Me, whoAmI } from '@wangjian/server/modules/officers/contract.ts';
import { call } from '../../api/call.ts';
import { rememberCsrf } from '../../api/session.ts';

const KEY = ['me'];

/** The signed-in officer; while it is unknown the data is undefined. */
export function useMe() {
  return useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }) => {
      const me = await call(whoAmI, { signal });
      rememberCsrf(me.csrf);
      return me;
    },
    staleTime: 5 * 60_000,
  });
}

/** The signed-in officer inside the shell, where it is always known. */
export function useOfficer(): Me {
  const { data } = useMe();
  if (!data) throw new Error('页面需要登录');
  return data;
}

/** True when the officer has a permission, in any region. */
export function useMay(permission: Permission): boolean {
  return useOfficer().permissions.includes(permission);
}

/** Takes a freshly signed-in officer over, and drops what another officer's session had read. */
export async function officerSignedIn(queries: QueryClient, me: Me): Promise<void> {
  rememberCsrf(me.csrf);
  // A question asked before signing in must not be answered after it.
  await queries.cancelQueries({ queryKey: KEY });
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== KEY[0] });
  queries.setQueryData(KEY, me);
}

/** Forgets the officer and everything read in the session. */
export function forgetOfficer(queries: QueryClient): void {
  rememberCsrf(null);
  queries.clear();
}
