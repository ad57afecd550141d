import { z } from 'zod';
import { defineJob } from '../../platform/jobs/define-job.ts';
import { useCase } from '../../platform/use-case.ts';
import { deleteOldRead } from './store.ts';

const KEPT_DAYS = 180;
const DAY_MS = 86_400_000;

const prune = useCase({
  action: 'inbox.prune',
  title: '清理已读消息',
  permission: 'session',
  input: z.object({ bureau: z.string() }),
  async run({ tx, clock }, { bureau }) {
    const before = new Date(clock.now().getTime() - KEPT_DAYS * DAY_MS);
    return { result: await deleteOldRead(tx, bureau, before), audit: 'machine work' };
  },
});

/** Every night: messages that were read and are half a year old go; what is unread stays. */
export const pruneMessages = defineJob({
  name: 'prune-messages',
  payload: z.object({}),
  cron: '41 18 * * *',
  async run({ run, bureaus }) {
    for (const bureau of await bureaus()) await run(prune, { bureau }, { bureau });
  },
});
