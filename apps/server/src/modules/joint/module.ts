import type { Module } from '../../platform/module.ts';
import { events, minutesNews } from './from-documents.ts';
import { routes } from './routes.ts';
import { countAllWorks } from './store.ts';
import { keepJointTerm } from './terms.ts';

/** Wired in build-app.ts. */
export const jointModule: Module = {
  name: 'joint',
  routes,
  events,
  jobs: [keepJointTerm, minutesNews],
  metrics: [{ name: 'wangjian_joint_works_total', help: 'Joint works opened', count: countAllWorks }],
};
