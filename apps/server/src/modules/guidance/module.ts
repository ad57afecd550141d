import type { Module } from '../../platform/module.ts';
import { events } from './from-documents.ts';
import { routes } from './routes.ts';
import { countAllGuidances } from './store.ts';

/** Wired in build-app.ts. */
export const guidanceModule: Module = {
  name: 'guidance',
  routes,
  events,
  metrics: [{ name: 'wangjian_guidances_total', help: 'Guidances opened', count: countAllGuidances }],
};
