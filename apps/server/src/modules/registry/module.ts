import type { Module } from '../../platform/module.ts';
import { routes } from './routes.ts';
import { countSites } from './site-store.ts';

/** Wired in build-app.ts. */
export const registryModule: Module = {
  name: 'registry',
  routes,
  metrics: [{ name: 'wangjian_sites_total', help: 'Sites and shops in the register', count: countSites }],
};
