import type { Module } from '../../platform/module.ts';
import { routes } from './routes.ts';
import { sweepSessions } from './sweep-sessions.ts';

/** 机构、账号、角色、登录、审计. */
export const officersModule: Module = { name: 'officers', routes, jobs: [sweepSessions] };
