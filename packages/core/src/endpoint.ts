import type { z } from 'zod';
import type { Permission } from './permissions.ts';

/**
 * One HTTP operation, described once: the server validates, authorises and documents (OpenAPI) from it, the web's
 * typed client calls through it. `public` needs no session; `session` needs any signed-in officer.
 */
export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Result extends z.ZodType = z.ZodType,
> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Fastify's form: `/api/leads/:id`. */
  readonly path: string;
  /** One Chinese line for the OpenAPI page. */
  readonly summary: string;
  readonly access: Permission | 'public' | 'session';
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  /** Absent for streams and downloads. */
  readonly result?: Result;
}

/** Declares an endpoint and keeps its schemas' types. */
export function endpoint<
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
  Result extends z.ZodType = z.ZodUndefined,
>(definition: Endpoint<Params, Query, Body, Result>): Endpoint<Params, Query, Body, Result> {
  return definition;
}
