import { randomUUID } from 'node:crypto';
import fastifyCookie from '@fastify/cookie';
import fastifyMultipart from '@fastify/multipart';
import fastifySwagger from '@fastify/swagger';
import fastifySwaggerUi from '@fastify/swagger-ui';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { sql } from 'kysely';
import type { Kernel } from '../kernel.ts';
import { addRoutes } from './add-routes.ts';
import { answerError } from './error-answer.ts';
import { addMetrics, type Metric } from './metrics.ts';
import { openApiDocument } from './openapi.ts';
import type { Route } from './route.ts';
import { addSecurityHeaders } from './security-headers.ts';
import type { FindSession } from './session.ts';
import { addWebFiles } from './web-files.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Aborted when the server begins to close: long answers (event streams) end. */
    closing: AbortSignal;
  }
  interface FastifyRequest {
    /** Who asks, for the log. */
    actorId: string | null;
  }
}

export interface HttpServerParts {
  readonly routes: readonly Route[];
  readonly metrics: readonly Metric[];
  readonly findSession: FindSession;
  /** The built web (apps/web/dist). */
  readonly webFolder: string;
}

const BODY_LIMIT = 8 * 1024 * 1024;

/** The whole HTTP side of the platform, ready to listen or to `inject` into. */
export async function createHttpServer(kernel: Kernel, parts: HttpServerParts): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: kernel.log,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: BODY_LIMIT,
    trustProxy: kernel.config.trustProxy ?? false,
    routerOptions: { maxParamLength: 200, querystringParser: parseQuery },
    forceCloseConnections: true,
  }) as unknown as FastifyInstance;
  const closing = new AbortController();
  app.decorate('closing', closing.signal);
  app.decorateRequest('actorId', null);
  app.addHook('preClose', async () => closing.abort());
  app.setErrorHandler((error, request, reply) => answerError(error, request, reply));
  addRequestLog(app);
  addSecurityHeaders(app, kernel.config.secureCookies);
  acceptEmptyJson(app);
  await app.register(fastifyCookie);
  await app.register(fastifyMultipart, {
    limits: { fileSize: kernel.config.uploadBytes, files: 1, fields: 20, parts: 21 },
  });
  addMetrics(app, kernel, parts.metrics);
  await addDocs(app, kernel, parts.routes);
  app.get('/healthz', { logLevel: 'warn' }, async () => {
    await sql`SELECT 1`.execute(kernel.app);
    return { status: 'ok' };
  });
  addRoutes(app, kernel, parts.routes, parts.findSession);
  await addWebFiles(app, parts.webFolder);
  return app;
}

/** One line a request: the route's pattern rather than its address, which may carry what somebody searched for. */
function addRequestLog(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions, actorId } = request;
    const ms = Math.round(reply.elapsedTime);
    const line = { method, route: routeOptions.url, status: reply.statusCode, ms, actorId };
    request.log.info(line, 'request');
  });
}

/** DELETE and POST without content are sent by browsers with a JSON content type all the same. */
function acceptEmptyJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else parse(request, body as string, done);
  });
}

/** `?kind=a&kind=b` is a list, `?q=` is not given. */
function parseQuery(text: string): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = Object.create(null) as Record<string, string | string[]>;
  for (const [name, value] of new URLSearchParams(text)) {
    if (value === '') continue;
    const before = query[name];
    query[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value];
  }
  return query;
}

/** Swagger UI from our own files: it needs inline styles and nothing from elsewhere. */
const DOCS_POLICY =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'self'; frame-ancestors 'none'";

async function addDocs(app: FastifyInstance, kernel: Kernel, routes: readonly Route[]): Promise<void> {
  const document = openApiDocument(
    routes.map(({ endpoint }) => endpoint),
    kernel.config.systemName,
  );
  app.get('/openapi.json', () => document);
  await app.register(fastifySwagger, { mode: 'static', specification: { document: document as never } });
  await app.register(fastifySwaggerUi, { routePrefix: '/docs', staticCSP: DOCS_POLICY });
}
