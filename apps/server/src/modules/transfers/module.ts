import type { Module } from '../../platform/module.ts';
import { jobs } from './deliver.ts';
import { events } from './from-documents.ts';
import { leadNews } from './lead-news.ts';
import { remind } from './remind.ts';
import { routes } from './routes.ts';
import { countAllTransfers } from './store.ts';

/** Wired in build-app.ts. */
export const transfersModule: Module = {
  name: 'transfers',
  routes,
  jobs: [...jobs, remind, leadNews],
  events,
  metrics: [
    { name: 'wangjian_transfers_total', help: 'Transfers opened or received', count: countAllTransfers },
  ],
};
