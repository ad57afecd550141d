import type { Module } from '../../platform/module.ts';
import { digestDeadlines } from './digest.ts';
import { recomputeDeadlines } from './recompute.ts';
import { routes } from './routes.ts';
import { sweepDeadlines } from './sweep.ts';

/** 期限: what is due by law or by an officer's word, on records of every module to the right. */
export const deadlinesModule: Module = {
  name: 'deadlines',
  routes,
  jobs: [sweepDeadlines, digestDeadlines, recomputeDeadlines],
};
