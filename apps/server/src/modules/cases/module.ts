import type { Module } from '../../platform/module.ts';
import { events } from './from-documents.ts';
import { routes } from './routes.ts';
import { countAllCases } from './store.ts';

/** Wired in build-app.ts. */
export const casesModule: Module = {
  name: 'cases',
  routes,
  events,
  metrics: [{ name: 'wangjian_cases_total', help: 'Cases registered', count: countAllCases }],
};
