import type { Module } from '../../platform/module.ts';
import { events } from './from-patrols.ts';
import { jobs } from './jobs.ts';
import { priceEvents } from './prices/prices.ts';
import { routes } from './routes.ts';

/** Wired in build-app.ts. */
export const inspectionsModule: Module = {
  name: 'inspections',
  routes,
  jobs,
  events: [...events, ...priceEvents],
};
