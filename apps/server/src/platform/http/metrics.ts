import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { z } from 'zod';
import { systemActor } from '../actor.ts';
import type { Kernel } from '../kernel.ts';
import { runUseCase } from '../run-use-case.ts';
import type { ScopedTx } from '../scoped-tx.ts';
import { readCase } from '../use-case.ts';

/** A number that a module shows under /metrics, counted over all bureaus. */
export interface Metric {
  /** `wangjian_…_total`. */
  readonly name: string;
  readonly help: string;
  count(tx: ScopedTx): Promise<number>;
}

/** Counts are taken at most this often, however often they are asked for. */
const FRESH_MS = 10_000;

/** Serves /metrics in Prometheus' form: to loopback, or to whoever has the token when one is set. */
export function addMetrics(app: FastifyInstance, kernel: Kernel, metrics: readonly Metric[]): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: 'wangjian_http_request_duration_seconds',
    help: 'HTTP requests by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.01, 0.05, 0.1, 0.3, 1, 3, 10],
    registers: [registry],
  });
  app.addHook('onResponse', async (request, reply) => {
    const labels = {
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
    };
    seconds.observe(labels, reply.elapsedTime / 1000);
  });
  for (const metric of metrics) addGauge(registry, kernel, metric);
  app.get('/metrics', { logLevel: 'warn' }, async (request, reply) => {
    const { metricsToken } = kernel.config;
    const allowed =
      metricsToken === null
        ? ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.ip)
        : request.headers.authorization === `Bearer ${metricsToken}`;
    if (!allowed) return reply.callNotFound();
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}

function addGauge(registry: Registry, kernel: Kernel, metric: Metric): void {
  const count = readCase({
    action: 'metrics.read',
    title: '读取指标',
    permission: 'session',
    scope: 'everything',
    input: z.undefined(),
    run: async ({ tx }) => ({ result: await metric.count(tx), audit: 'plain' }),
  });
  let takenAt = Number.NEGATIVE_INFINITY;
  new Gauge({
    name: metric.name,
    help: metric.help,
    registers: [registry],
    async collect() {
      if (performance.now() - takenAt < FRESH_MS) return;
      this.set(await runUseCase(kernel, count, systemActor('metrics', []), undefined));
      takenAt = performance.now();
    },
  });
}
