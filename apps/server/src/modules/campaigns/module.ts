import type { Module } from '../../platform/module.ts';
import { events } from './from-documents.ts';
import { careForCampaigns } from './remind.ts';
import { routes } from './routes.ts';
import { countAllCampaigns } from './store.ts';

/** Wired in build-app.ts. */
export const campaignsModule: Module = {
  name: 'campaigns',
  routes,
  events,
  jobs: [careForCampaigns],
  metrics: [{ name: 'wangjian_campaigns_total', help: 'Campaigns drawn up', count: countAllCampaigns }],
};
