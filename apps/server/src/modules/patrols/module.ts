import type { Module } from '../../platform/module.ts';
import { jobs } from './jobs.ts';
import { routes } from './routes.ts';
import { countPages } from './store.ts';

/** Wired in build-app.ts. */
export const patrolsModule: Module = {
  name: 'patrols',
  routes,
  jobs,
  metrics: [{ name: 'wangjian_pages_total', help: 'Pages read by patrols', count: countPages }],
};
