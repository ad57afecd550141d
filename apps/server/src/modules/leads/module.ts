import type { Module } from '../../platform/module.ts';
import { events } from './from-findings.ts';
import { jobs } from './hand-over-jobs.ts';
import { routes } from './routes.ts';
import { countAllLeads } from './store.ts';
import { press } from './supervise.ts';

/** Wired in build-app.ts. */
export const leadsModule: Module = {
  name: 'leads',
  routes,
  jobs: [...jobs, press],
  events,
  metrics: [{ name: 'wangjian_leads_total', help: 'Leads registered', count: countAllLeads }],
};
