import { sql } from 'kysely';
import { z } from 'zod';
import { type OfficerActor, systemActor } from '../../platform/actor.ts';
import type { Kernel } from '../../platform/kernel.ts';
import { runUseCase } from '../../platform/run-use-case.ts';
import { readCase } from '../../platform/use-case.ts';
import { grantsFrom } from './role-store.ts';
import type { SessionRow } from './session-store.ts';

type OfficerRow = Pick<SessionRow, 'id' | 'name' | 'region' | 'org_id' | 'org_name' | 'grants' | 'roles'> & {
  readonly login: string;
  readonly office_id: string;
};

/** An officer who acts, with the office that the officer's section belongs to. */
export interface OfficerOfOffice {
  readonly actor: OfficerActor;
  readonly officeId: string;
}

const readActors = readCase({
  action: 'officers.actors',
  title: '读取账号的权限',
  permission: 'session',
  input: z.object({ bureau: z.string() }),
  async run({ tx }, { bureau }) {
    const { rows } = await sql<OfficerRow>`
      SELECT o.login, o.id, o.name, o.region, o.org_id, u.name AS org_name,
             CASE WHEN p.level = 'county' THEN p.id ELSE u.id END AS office_id,
             COALESCE((SELECT json_agg(json_build_object('role', g.role, 'grant_region', g.grant_region))
                         FROM role_grants g WHERE g.bureau = o.bureau AND g.officer_id = o.id), '[]') AS grants,
             COALESCE((SELECT json_agg(json_build_object('id', r.id, 'permissions', r.permissions))
                         FROM roles r WHERE r.bureau = o.bureau), '[]') AS roles
        FROM officers o JOIN org_units u ON (u.bureau, u.id) = (o.bureau, o.org_id)
        LEFT JOIN org_units p ON (p.bureau, p.id) = (u.bureau, u.parent_id) AND u.level = 'section'
       WHERE o.bureau = ${bureau} AND NOT o.disabled`.execute(tx);
    return { result: rows, audit: 'plain' };
  },
});

/** The officers of a bureau as they would act when signed in, by log-in; for the demo, whose past they have written. */
export async function officerActors(
  kernel: Kernel,
  bureau: string,
): Promise<ReadonlyMap<string, OfficerOfOffice>> {
  const rows = await runUseCase(kernel, readActors, systemActor('demo', [bureau]), { bureau });
  return new Map(
    rows.map(
      ({ login, id, name, region, org_id: orgId, org_name: orgName, office_id: officeId, ...held }) => [
        login,
        {
          actor: {
            kind: 'officer',
            id,
            name,
            orgId,
            orgName,
            bureau,
            region,
            grants: grantsFrom(held.grants, held.roles),
          },
          officeId,
        },
      ],
    ),
  );
}
