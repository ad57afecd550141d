import { createHash, randomBytes } from 'node:crypto';
import { bureauOfId } from '@wangjian/core/ids.ts';
import type { Permission } from '@wangjian/core/permissions.ts';
import { sql } from 'kysely';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import { type OfficerTables, tables } from './tables.ts';

/** A fresh session: the token goes to the browser, and only its hash is kept. */
export interface NewSession {
  readonly token: string;
  readonly csrf: string;
}

/** A token names its bureau, so that the look-up goes to one shard: `640500.…`. */
const TOKEN = /^(\d{6})\.([\w-]{43})$/;

/** The bureau in a token; undefined when it is not one of ours. */
export function bureauOfToken(token: string): string | undefined {
  return TOKEN.exec(token)?.[1];
}

/** The key under which a token's session is stored (SHA-256, hex). */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Opens a session: 256 random bits for the token, as many for the CSRF token. */
export async function openSession(
  tx: ScopedTx,
  officer: { readonly id: string; readonly region: string },
  way: 'password' | 'oidc',
  now: Date,
): Promise<NewSession> {
  const bureau = bureauOfId(officer.id);
  const token = `${bureau}.${randomBytes(32).toString('base64url')}`;
  const csrf = randomBytes(32).toString('base64url');
  await tables(tx)
    .insertInto('sessions')
    .values({
      bureau,
      region: officer.region,
      id: hashToken(token),
      officer_id: officer.id,
      csrf,
      way,
      created_at: now,
      last_seen_at: now,
    })
    .execute();
  return { token, csrf };
}

/** A session with its officer and everything that decides what it may do. */
export interface SessionRow {
  readonly csrf: string;
  readonly way: 'password' | 'oidc';
  readonly created_at: Date;
  readonly last_seen_at: Date;
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly disabled: boolean;
  readonly org_id: string;
  readonly org_name: string;
  readonly set_at: Date | null;
  readonly must_change: boolean | null;
  readonly policy: OfficerTables['sign_in_policies'] | null;
  readonly grants: readonly { readonly role: string; readonly grant_region: string }[];
  readonly roles: readonly { readonly id: string; readonly permissions: Permission[] }[];
}

/** The session of a token, in one query: it is asked at every request. */
export async function sessionRow(
  tx: ScopedTx,
  bureau: string,
  token: string,
): Promise<SessionRow | undefined> {
  const { rows } = await sql<SessionRow>`
    SELECT s.csrf, s.way, s.created_at, s.last_seen_at, o.id, o.name, o.region, o.disabled, o.org_id, u.name AS org_name,
           p.set_at, p.must_change, to_json(y) AS policy,
           COALESCE((SELECT json_agg(json_build_object('role', g.role, 'grant_region', g.grant_region))
                       FROM role_grants g WHERE g.bureau = s.bureau AND g.officer_id = s.officer_id), '[]') AS grants,
           COALESCE((SELECT json_agg(json_build_object('id', r.id, 'permissions', r.permissions))
                       FROM roles r WHERE r.bureau = s.bureau), '[]') AS roles
      FROM sessions s
      JOIN officers o ON (o.bureau, o.id) = (s.bureau, s.officer_id)
      JOIN org_units u ON (u.bureau, u.id) = (o.bureau, o.org_id)
      LEFT JOIN officer_passwords p ON (p.bureau, p.officer_id) = (o.bureau, o.id)
      LEFT JOIN sign_in_policies y ON y.bureau = s.bureau
     WHERE s.bureau = ${bureau} AND s.id = ${hashToken(token)}`.execute(tx);
  return rows[0];
}

/** Ends one session. */
export async function closeSession(tx: ScopedTx, token: string): Promise<void> {
  const bureau = bureauOfToken(token);
  if (bureau === undefined) return;
  await tables(tx)
    .deleteFrom('sessions')
    .where('bureau', '=', bureau)
    .where('id', '=', hashToken(token))
    .execute();
}

/** Ends every session of an officer: password, roles or account have changed. */
export async function closeSessionsOf(tx: ScopedTx, officerId: string): Promise<void> {
  await tables(tx)
    .deleteFrom('sessions')
    .where('bureau', '=', bureauOfId(officerId))
    .where('officer_id', '=', officerId)
    .execute();
}
