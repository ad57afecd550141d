import { PERMISSIONS, type Permission } from '@wangjian/core/permissions.ts';
import { z } from 'zod';
import type { JobType } from '../../platform/jobs/job-type.ts';
import type { WriteContext } from '../../platform/use-case.ts';
import { MessageKind } from './contract.ts';

const Recipients = z.union([
  z.object({ officerIds: z.array(z.string()).min(1) }),
  z.object({
    orgId: z.string(),
    permission: z.enum(Object.keys(PERMISSIONS) as [Permission, ...Permission[]]),
    /** Where nobody of the unit holds the permission: go on to the unit above it, up to the top. */
    upward: z.boolean().optional(),
    /** Those above the unit instead: its own officers, and those of its sections, are left out. */
    above: z.boolean().optional(),
  }),
]);

/** One piece of news for named officers, or for all officers of a unit who hold a permission. */
export interface News {
  readonly to: z.input<typeof Recipients>;
  readonly kind: MessageKind;
  readonly title: string;
  readonly text?: string | undefined;
  /** Path in the console, e.g. `/leads/lead_640500_01J…`. */
  readonly path: string;
  readonly on: string | null;
  /** The same key reaches an officer once; by default every call is news. */
  readonly key?: string | undefined;
}

const Delivery = z.object({
  to: Recipients,
  kind: MessageKind,
  title: z.string(),
  text: z.string().nullable(),
  path: z.string(),
  on: z.string().nullable(),
  key: z.string(),
  sender: z.string(),
  /** The one who caused it needs no message to the unit. */
  except: z.string(),
});
export type Delivery = z.output<typeof Delivery>;

/** Messages are delivered by a job: the sender need not see the recipients' regions, and nothing waits for them. */
export const deliverType = { name: 'deliver-message', payload: Delivery } satisfies JobType;

const MAX_TITLE = 200;
const MAX_TEXT = 2000;

/** Sends news when the transaction commits; never when it does not. */
export async function notify(
  { jobs, actor, newId }: Pick<WriteContext, 'jobs' | 'actor' | 'newId'>,
  { to, kind, title, text, path, on, key }: News,
): Promise<void> {
  if ('officerIds' in to && to.officerIds.length === 0) return;
  await jobs.add(deliverType, {
    to,
    kind,
    title: title.slice(0, MAX_TITLE),
    text: text?.slice(0, MAX_TEXT) ?? null,
    path,
    on,
    key: key ?? newId('news'),
    sender: actor.kind === 'system' ? '系统' : `${actor.name}（${actor.orgName}）`,
    except: actor.id,
  });
}
