import type { Module } from '../../platform/module.ts';
import { routes } from './routes.ts';
import { countAllDocuments } from './store.ts';

/** Wired in build-app.ts. */
export const documentsModule: Module = {
  name: 'documents',
  routes,
  metrics: [{ name: 'wangjian_documents_total', help: 'Documents drafted', count: countAllDocuments }],
};
