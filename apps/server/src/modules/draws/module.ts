import type { Module } from '../../platform/module.ts';
import { routes } from './routes.ts';

/** Wired in build-app.ts. */
export const drawsModule: Module = { name: 'draws', routes };
