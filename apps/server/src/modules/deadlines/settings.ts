import { AppError } from '@wangjian/core/errors.ts';
import { z } from 'zod';
import { readCase, useCase } from '../../platform/use-case.ts';
import * as contract from './contract.ts';
import { recomputeType } from './recompute-type.ts';
import { saveSettingsRow, settingsOf } from './store.ts';

export const getSettings = readCase({
  action: 'deadline.settings',
  title: '查看期限提示设置',
  permission: 'deadline.read',
  input: z.undefined(),
  run: async ({ tx, actor }) => ({ result: await settingsOf(tx, actor.bureau), audit: 'plain' }),
});

/** Saves a bureau's settings; the lamps of what runs follow by a job. */
export const saveSettings = useCase({
  action: 'deadline.configure',
  title: '修改期限提示设置',
  permission: 'deadline.configure',
  input: contract.saveSettings.body!,
  async run({ tx, actor, jobs }, { settings, version }) {
    const before = await settingsOf(tx, actor.bureau);
    if (before.version !== version) throw new AppError('stale');
    if (!(await saveSettingsRow(tx, actor.bureau, settings, version))) throw new AppError('stale');
    await jobs.add(recomputeType, { bureau: actor.bureau, why: null, news: null });
    return {
      result: { settings, version: version + 1 },
      audit: { on: null, before: before.settings, after: settings },
    };
  },
});
