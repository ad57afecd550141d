import type { Module } from '../../platform/module.ts';
import { deliverMessage } from './deliver.ts';
import { pruneMessages } from './prune.ts';
import { routes } from './routes.ts';

/** 消息、提醒、日报. */
export const inboxModule: Module = { name: 'inbox', routes, jobs: [deliverMessage, pruneMessages] };
