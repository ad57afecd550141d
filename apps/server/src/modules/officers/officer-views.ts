import { bureauOfId } from '@wangjian/core/ids.ts';
import type { z } from 'zod';
import { containing, listPage } from '../../platform/listing.ts';
import { found } from '../../platform/save.ts';
import { type ReadContext, readCase } from '../../platform/use-case.ts';
import { listOfficers, type Officer } from './contract.ts';
import { type OfficerRow, selectOfficers } from './officer-store.ts';
import { grantsOf, rolesOf } from './role-store.ts';

type OfficerView = z.input<typeof Officer>;

/** Rows of officers as the API shows them. */
export async function officerViews(
  context: ReadContext,
  rows: readonly OfficerRow[],
): Promise<OfficerView[]> {
  const { tx, regions, clock } = context;
  const views = new Map<string, OfficerView>();
  for (const bureau of new Set(rows.map((row) => row.bureau))) {
    const inBureau = rows.filter((row) => row.bureau === bureau);
    const roles = await rolesOf(tx, bureau);
    const ids = inBureau.map(({ id }) => id);
    const grants = await grantsOf(tx, bureau, ids);
    for (const row of inBureau) {
      const locked = row.locked_until !== null && row.locked_until > clock.now();
      views.set(row.id, {
        id: row.id,
        login: row.login,
        name: row.name,
        post: row.post,
        orgId: row.org_id,
        orgName: row.org_name,
        region: row.region,
        regionName: regions.get(row.region).name,
        roles: grants
          .filter(({ officer_id }) => officer_id === row.id)
          .map(({ role, grant_region }) => ({
            role,
            roleName: roles.find(({ id }) => id === role)?.name ?? role,
            region: grant_region,
            regionName: regions.get(grant_region).name,
          })),
        status: row.disabled ? 'disabled' : locked ? 'locked' : 'active',
        mustChangePassword: row.must_change ?? false,
        lastSignInAt: row.last_sign_in_at?.toISOString() ?? null,
        version: row.version,
      });
    }
  }
  return rows.map(({ id }) => views.get(id)!);
}

/** One officer as the API shows it; `not_found` outside the actor's regions. */
export async function officerView(context: ReadContext, id: string): Promise<OfficerView> {
  const row = await selectOfficers(context.tx)
    .where('officers.bureau', '=', bureauOfId(id))
    .where('officers.id', '=', id)
    .executeTakeFirst();
  const [view] = await officerViews(context, [found(row)]);
  return found(view);
}

export const officerList = readCase({
  action: 'officer.list',
  title: '查看账号列表',
  permission: 'session',
  input: listOfficers.query!,
  async run(context, { q, orgId, status, ...page }) {
    const now = context.clock.now();
    const query = selectOfficers(context.tx)
      .$if(q !== undefined, (rows) =>
        rows.where((eb) =>
          eb.or([
            eb('officers.name', 'ilike', containing(q ?? '')),
            eb('officers.login', 'ilike', containing(q ?? '')),
          ]),
        ),
      )
      .$if(orgId !== undefined, (rows) => rows.where('officers.org_id', '=', orgId ?? ''))
      .$if(status === 'disabled', (rows) => rows.where('officers.disabled', '=', true))
      .$if(status === 'locked', (rows) =>
        rows.where('officers.disabled', '=', false).where('sign_in_failures.locked_until', '>', now),
      )
      .$if(status === 'active', (rows) =>
        rows
          .where('officers.disabled', '=', false)
          .where((eb) =>
            eb.or([
              eb('sign_in_failures.locked_until', 'is', null),
              eb('sign_in_failures.locked_until', '<=', now),
            ]),
          ),
      );
    const { items, total } = await listPage(query, page, {
      sortable: {
        region: 'officers.region',
        name: 'officers.name',
        login: 'officers.login',
        lastSignInAt: 'officers.last_sign_in_at',
      },
      initial: 'region',
      tieBreak: 'officers.id',
    });
    return { result: { items: await officerViews(context, items), total }, audit: 'plain' };
  },
});
