import type { Module } from '../../platform/module.ts';
import { routes } from './routes.ts';
import { countFindings } from './store.ts';

/** Wired in build-app.ts. */
export const findingsModule: Module = {
  name: 'findings',
  routes,
  metrics: [{ name: 'wangjian_findings_total', help: 'Findings of all patrols', count: countFindings }],
};
