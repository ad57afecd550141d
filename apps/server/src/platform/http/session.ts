import type { Endpoint } from '@wangjian/core/endpoint.ts';
import type { FastifyReply } from 'fastify';
import type { OfficerActor } from '../actor.ts';
import type { Config } from '../config.ts';

/** A signed-in officer as the HTTP layer sees it. */
export interface Session {
  readonly actor: OfficerActor;
  /** What `x-csrf-token` must say on every call that is not GET. */
  readonly csrf: string;
  /** Set while the officer may do nothing else (first password not changed yet). */
  readonly restriction?: { readonly allowed: readonly Endpoint[]; readonly message: string } | undefined;
}

/**
 * Looks sessions up; the officers module implements it. A call made by the page itself (`background`) does not count as
 * the officer's activity.
 */
export type FindSession = (
  token: string,
  call: { readonly background: boolean },
) => Promise<Session | undefined>;

/** The cookie that holds the session's token; unreadable to scripts, not sent along by other sites' forms. */
export const SESSION_COOKIE = 'wangjian_session';

/** Gives the browser its session, until it closes. */
export function setSessionCookie(reply: FastifyReply, token: string, config: Config): void {
  reply.setCookie(SESSION_COOKIE, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: config.secureCookies,
  });
}

/** Takes the session away from the browser. */
export function clearSessionCookie(reply: FastifyReply): void {
  reply.clearCookie(SESSION_COOKIE, { path: '/' });
}
