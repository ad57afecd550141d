import type { Module } from '../../platform/module.ts';
import { events } from './from-documents.ts';
import { routes } from './routes.ts';
import { countAllReplies } from './store.ts';

/** Wired in build-app.ts. */
export const affairsModule: Module = {
  name: 'affairs',
  routes,
  events,
  metrics: [
    { name: 'wangjian_proposal_replies_total', help: 'Proposals registered', count: countAllReplies },
  ],
};
