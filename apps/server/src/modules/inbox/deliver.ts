import { bureauOfId, parseId } from '@wangjian/core/ids.ts';
import { z } from 'zod';
import { defineJob, type JobContext } from '../../platform/jobs/define-job.ts';
import { useCase } from '../../platform/use-case.ts';
import { officersWith, parentOrg, regionsOfOfficers } from '../officers/service.ts';
import { type Delivery, deliverType } from './notify.ts';
import { insertMessage } from './store.ts';
import { hintInbox } from './watch.ts';

const enter = useCase({
  action: 'inbox.deliver',
  title: '送达消息',
  permission: 'session',
  input: deliverType.payload.extend({ officerIds: z.array(z.string()) }),
  async run({ tx, clock, newId, afterCommit }, { officerIds, ...news }) {
    afterCommit(() => hintInbox(officerIds));
    const regions = await regionsOfOfficers(tx, officerIds);
    let entered = 0;
    for (const officerId of officerIds) {
      const bureau = bureauOfId(officerId);
      const isNew = await insertMessage(tx, {
        bureau,
        id: newId('message', bureau),
        region: regions.get(officerId) ?? bureau,
        officer_id: officerId,
        kind: news.kind,
        title: news.title,
        text: news.text,
        path: news.path,
        on_id: news.on,
        sender: news.sender,
        key: news.key,
        sent_at: clock.now(),
        read_at: null,
      });
      if (isNew) entered += 1;
    }
    return { result: entered, audit: 'machine work' };
  },
});

const findHolders = useCase({
  action: 'inbox.recipients',
  title: '查找收件人',
  permission: 'session',
  input: z.object({ orgId: z.string(), permission: z.string() }),
  async run({ tx }, { orgId, permission }) {
    const officerIds = await officersWith(tx, orgId, permission);
    return { result: { officerIds, parent: await parentOrg(tx, orgId) }, audit: 'machine work' };
  },
});

async function recipients({ run }: JobContext, { to, except }: Delivery): Promise<readonly string[]> {
  if ('officerIds' in to) return to.officerIds;
  const left = new Set([except]);
  for (let orgId: string | null = to.orgId; orgId !== null; ) {
    const scope = { bureau: bureauOfId(orgId) };
    const found: { officerIds: readonly string[]; parent: string | null } = await run(
      findHolders,
      { orgId, permission: to.permission },
      scope,
    );
    // The top has nobody above it: then its own are told.
    if (to.above && orgId === to.orgId && found.parent !== null)
      for (const id of found.officerIds) left.add(id);
    const others = found.officerIds.filter((id) => !left.has(id));
    if (others.length > 0 || !(to.upward || to.above)) return others;
    orgId = found.parent;
  }
  return [];
}

/** Puts one piece of news into the inboxes of all who are to have it. */
export const deliverMessage = defineJob({
  ...deliverType,
  async run(context, delivery) {
    const byBureau = Map.groupBy(
      [...new Set(await recipients(context, delivery))].filter((id) => parseId(id) !== undefined),
      bureauOfId,
    );
    for (const [bureau, officerIds] of byBureau)
      await context.run(enter, { ...delivery, officerIds }, { bureau });
  },
});
