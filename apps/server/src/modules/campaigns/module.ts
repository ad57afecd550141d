import type { Module } from '../../platform/module.ts';
import { events } from './from-documents.ts';
import { handDownJobs } from './hand-down-jobs.ts';
import { careForCampaigns } from './remind.ts';
import { reportJobs } from './report-up.ts';
import { routes } from './routes.ts';
import { countAllCampaigns } from './store.ts';
import { visitJobs } from './visit-jobs.ts';

/** Wired in build-app.ts. */
export const campaignsModule: Module = {
  name: 'campaigns',
  routes,
  events,
  jobs: [careForCampaigns, ...handDownJobs, ...reportJobs, ...visitJobs],
  metrics: [{ name: 'wangjian_campaigns_total', help: 'Campaigns drawn up', count: countAllCampaigns }],
};
