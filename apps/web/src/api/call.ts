import type { Endpoint } from '@wangjian/core/endpoint.ts';
import { whoAmI } from '@wangjian/server/modules/officers/contract.ts';
import type { z } from 'zod';
import { isIdle } from './activity.ts';
import { ApiError, errorOfAnswer } from './api-error.ts';
import { csrfToken, sessionEnded } from './session.ts';

type Absent<Schema extends z.ZodType> = Schema extends z.ZodUndefined ? true : false;
type Optional<T> = Record<string, never> extends T ? { readonly query?: T } : { readonly query: T };
type Params<P extends z.ZodType> = Absent<P> extends true ? unknown : { readonly params: z.input<P> };
type Query<Q extends z.ZodType> = Absent<Q> extends true ? unknown : Optional<Partial<z.output<Q>>>;
type Body<B extends z.ZodType> = Absent<B> extends true ? unknown : { readonly body: z.input<B> };

/** What a call to an endpoint takes; the parts that its contract doesn't name can't be given. */
export type CallInput<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> = Params<P> &
  Query<Q> &
  Body<B> & { readonly signal?: AbortSignal };

interface LooseInput {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/** Calls one endpoint of the contract. Throws ApiError; a lost session also tells the console to sign in again. */
export async function call<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
>(endpoint: Endpoint<P, Q, B, R>, input: CallInput<P, Q, B>): Promise<z.output<R>> {
  const loose = input as LooseInput;
  const answer = await request(endpoint.method, addressOf(endpoint.path, loose.params, loose.query), {
    body: loose.body === undefined ? undefined : JSON.stringify(loose.body),
    headers: loose.body === undefined ? {} : { 'content-type': 'application/json' },
    signal: loose.signal,
  });
  return answer.json();
}

/** The address of an endpoint, its `:params` filled in and its query spelled out (arrays as repeated keys). */
export function addressOf(
  path: string,
  params: Readonly<Record<string, unknown>> = {},
  query: Readonly<Record<string, unknown>> = {},
): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '') search.append(name, String(one));
    }
  }
  return search.size === 0 ? filled : `${filled}?${search}`;
}

/** One request with the session's cookie and CSRF token; throws ApiError when it is refused or no answer comes. */
export async function request(method: string, address: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  const token = csrfToken();
  if (method !== 'GET' && token) headers.set('x-csrf-token', token);
  if (method === 'GET' && isIdle()) headers.set('x-background', '1');
  let answer: Response;
  try {
    answer = await fetch(address, { ...init, method, headers, credentials: 'same-origin' });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiError('offline', '连不上服务器，请检查网络；恢复后点“重试”');
  }
  if (answer.ok) return answer;
  const error = await errorOfAnswer(answer);
  // The question who is signed in is allowed to have no answer; whoever asked decides what that means.
  if (error.code === 'unauthenticated' && address !== whoAmI.path) sessionEnded();
  throw error;
}
