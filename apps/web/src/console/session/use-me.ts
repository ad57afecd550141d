import { type QueryClient, useQuery } from '@tanstack/react-query';
import type { Permission } from '@wangjian/core/permissions.ts';
import { type Me, whoAmI } from '@wangjian/server/modules/officers/contract.ts';
import { ApiError } from '../../api/api-error.ts';
import { call } from '../../api/call.ts';
import { rememberCsrf } from '../../api/session.ts';

const KEY = ['me'];

/** The signed-in officer; while it is unknown the data is undefined. */
export function useMe() {
  return useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }) => {
      try {
        const me = await call(whoAmI, { signal });
        rememberCsrf(me.csrf);
        rememberOfficer(me);
        return me;
      } catch (error) {
        // In the field without a network the officer is who it was; nothing can be sent before the server says so again.
        const last = error instanceof ApiError && error.code === 'offline' ? lastOfficer() : null;
        if (last) return last;
        if (error instanceof ApiError && error.code === 'unauthenticated') rememberOfficer(null);
        throw error;
      }
    },
    staleTime: 5 * 60_000,
    // Without a token the officer is only remembered: asked again until the server answers.
    refetchInterval: ({ state }) => (state.data && state.data.csrf === '' ? 10_000 : false),
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

const LAST_KEY = 'wangjian.last-officer';

/** Who signed in last on this device, without the token of the session; null forgets. */
export function rememberOfficer(me: Me | null): void {
  if (me) localStorage.setItem(LAST_KEY, JSON.stringify({ ...me, csrf: '' }));
  else localStorage.removeItem(LAST_KEY);
}

function lastOfficer(): Me | null {
  const text = localStorage.getItem(LAST_KEY);
  return text === null ? null : JSON.parse(text);
}

/** Takes a freshly signed-in officer over, and drops what another officer's session had read. */
export async function officerSignedIn(queries: QueryClient, me: Me): Promise<void> {
  rememberCsrf(me.csrf);
  rememberOfficer(me);
  // A question asked before signing in must not be answered after it.
  await queries.cancelQueries({ queryKey: KEY });
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== KEY[0] });
  queries.setQueryData(KEY, me);
}

/** Forgets the officer and everything read in the session. */
export function forgetOfficer(queries: QueryClient): void {
  rememberCsrf(null);
  rememberOfficer(null);
  queries.clear();
}
