import type { EventHandler } from './events.ts';
import type { Metric } from './http/metrics.ts';
import type { Route } from './http/route.ts';
import type { Job } from './jobs/define-job.ts';

/** What a module gives to the whole: one line in build-app.ts. Its migrations are found by their folder. */
export interface Module {
  readonly name: string;
  readonly routes?: readonly Route[];
  // biome-ignore lint/suspicious/noExplicitAny: a list of jobs of different payloads; each checks its own by schema.
  readonly jobs?: readonly Job<any>[];
  readonly events?: readonly EventHandler[];
  readonly metrics?: readonly Metric[];
}
