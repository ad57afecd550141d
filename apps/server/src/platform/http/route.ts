import type { Endpoint } from '@wangjian/core/endpoint.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Actor } from '../actor.ts';
import type { Kernel } from '../kernel.ts';
import type { AnyUseCase, RequestInfo } from '../use-case.ts';
import type { Answered } from './answered.ts';
import type { Session } from './session.ts';

/** What a handler is handed: checked input, who asks, and the way to run use cases as them. */
export interface RouteContext<Params = unknown, Query = unknown, Body = unknown> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly actor: Actor;
  readonly session: Session | undefined;
  readonly info: RequestInfo;
  /** Runs a use case as the actor of the request. */
  run<Input extends z.ZodType, Result>(
    useCase: AnyUseCase<Input, Result>,
    input: z.input<Input>,
  ): Promise<Result>;
  readonly kernel: Kernel;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Extras of a route. */
export interface RouteOptions {
  /** Calls from one address in a minute; above it the answer is 429. */
  readonly perMinute?: number;
  /** Bytes of the body; 8 MB by default. */
  readonly bodyLimit?: number;
  /** A public page for people without accounts: whoever is signed in in the same browser is nobody here either. */
  readonly sessionless?: boolean;
}

/** An endpoint with its handler, as a module lists it. */
export interface Route {
  readonly endpoint: Endpoint;
  readonly options: RouteOptions;
  handle(context: RouteContext): Promise<unknown>;
}

/** Endpoints without a result schema answer by themselves: a download, an event stream, a redirect. */
type Answer<Result extends z.ZodType> = Result extends z.ZodUndefined ? Answered : z.input<Result>;

/**
 * Joins an endpoint of a contract to its handler. Session, permission, CSRF and validation come before the handler;
 * the answer passes the result schema, which strips what was never meant to leave.
 *
 * @example
 * export const routes = [
 *   route(getLead, ({ params, run }) => run(leadDetail, params)),
 *   route(updateLead, ({ params, body, run }) => run(changeLead, { ...params, ...body })),
 * ];
 */
export function route<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Result extends z.ZodType,
>(
  endpoint: Endpoint<Params, Query, Body, Result>,
  handler: (
    context: RouteContext<z.output<Params>, z.output<Query>, z.output<Body>>,
  ) => Promise<Answer<Result>> | Answer<Result>,
  options: RouteOptions = {},
): Route {
  return {
    endpoint,
    options,
    handle: async (context) =>
      await handler(context as RouteContext<z.output<Params>, z.output<Query>, z.output<Body>>),
  };
}
