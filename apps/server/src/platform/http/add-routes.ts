import { timingSafeEqual } from 'node:crypto';
import { AppError } from '@wangjian/core/errors.ts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { ANONYMOUS, may } from '../actor.ts';
import type { Kernel } from '../kernel.ts';
import { auditRefusal, runUseCase } from '../run-use-case.ts';
import type { AnyUseCase, RequestInfo } from '../use-case.ts';
import { validInput } from '../validate.ts';
import { createRateLimit } from './rate-limit.ts';
import type { Route, RouteContext } from './route.ts';
import { type FindSession, SESSION_COOKIE, type Session } from './session.ts';

/** Sent with calls that a page makes by itself (refreshing counts): they do not keep an idle session alive. */
const BACKGROUND_HEADER = 'x-background';

/** Adds the modules' routes, each behind session, CSRF, permission and validation, in this order. */
export function addRoutes(
  app: FastifyInstance,
  kernel: Kernel,
  routes: readonly Route[],
  findSession: FindSession,
): void {
  const limit = createRateLimit(kernel.clock);
  for (const { endpoint, options, handle } of routes) {
    app.route({
      method: endpoint.method,
      url: endpoint.path,
      ...(options.bodyLimit === undefined ? {} : { bodyLimit: options.bodyLimit }),
      handler: async (request, reply) => {
        if (options.perMinute !== undefined) limit.take(`${endpoint.path} ${request.ip}`, options.perMinute);
        const info: RequestInfo = { requestId: request.id, address: request.ip };
        const token = options.sessionless ? undefined : request.cookies[SESSION_COOKIE];
        // A stream of events is taken up again by the page itself, and a browser cannot add the header to it.
        const { [BACKGROUND_HEADER]: marked, accept } = request.headers;
        const background = marked !== undefined || accept === 'text/event-stream';
        const session = token === undefined ? undefined : await findSession(token, { background });
        if (session) request.actorId = session.actor.id;
        if (request.method !== 'GET') refuseForgery(request, session);
        const actor = session?.actor ?? ANONYMOUS;
        if (!may(actor, endpoint.access)) {
          if (!session) throw new AppError('unauthenticated');
          const what = { action: String(endpoint.access), title: endpoint.summary };
          await auditRefusal(kernel, what, actor, info);
          throw new AppError('forbidden');
        }
        refuseRestricted(session, endpoint);
        const context: RouteContext = {
          params: endpoint.params ? validInput(endpoint.params, request.params) : undefined,
          query: endpoint.query ? validInput(endpoint.query, request.query) : undefined,
          body: endpoint.body ? validInput(endpoint.body, request.body ?? {}) : undefined,
          actor,
          session,
          info,
          run: async (useCase, input) => {
            refuseWeaker(endpoint, useCase);
            return await runUseCase(kernel, useCase, actor, input, info);
          },
          kernel,
          request,
          reply,
        };
        const answer = await handle(context);
        if (!endpoint.result) return reply;
        const checked = endpoint.result.safeParse(answer);
        if (checked.success) return reply.header('cache-control', 'no-store').send(checked.data);
        throw new Error(`${endpoint.method} ${endpoint.path} answered against its contract`, {
          cause: checked.error,
        });
      },
    });
  }
}

/** A use case behind a permission must ask for that permission itself: its scope is that of the grants that hold it. */
function refuseWeaker(
  { access, path }: Route['endpoint'],
  { action, permission }: Pick<AnyUseCase<z.ZodType, unknown>, 'action' | 'permission'>,
): void {
  if (access === 'public' || access === 'session' || permission === access) return;
  throw new Error(`${path} asks for ${access}, but ${action} for ${permission}`);
}

/**
 * A call that changes something must come from our own page: the browser's Origin must be ours, and with a session
 * the token must be sent that only our page can read.
 */
function refuseForgery(request: FastifyRequest, session: Session | undefined): void {
  const { origin } = request.headers;
  if (origin !== undefined && !sameHost(origin, request.host)) {
    throw new AppError('forbidden', '请求来自其他网站，已拒绝');
  }
  if (!session) return;
  const given = Buffer.from(String(request.headers['x-csrf-token'] ?? ''));
  const wanted = Buffer.from(session.csrf);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) {
    throw new AppError('forbidden', '页面已过期，请刷新页面后重试');
  }
}

function sameHost(origin: string, host: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === host;
}

function refuseRestricted(session: Session | undefined, endpoint: Route['endpoint']): void {
  const restriction = session?.restriction;
  if (restriction && endpoint.access !== 'public' && !restriction.allowed.includes(endpoint)) {
    throw new AppError('forbidden', restriction.message);
  }
}
