import type { Module } from '../../platform/module.ts';
import { sealEvidence } from './jobs.ts';
import { routes } from './routes.ts';

/** Wired in build-app.ts. */
export const evidenceModule: Module = { name: 'evidence', routes, jobs: [sealEvidence] };
