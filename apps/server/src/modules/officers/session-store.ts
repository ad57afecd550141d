import { createHash, randomBytes } from 'node:crypto';
import { bureauOfId } from '@wangjian/core/ids.ts';
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

/** The session of a token, as it is stored. */
export async function findStoredSession(
  tx: ScopedTx,
  bureau: string,
  token: string,
): Promise<OfficerTables['sessions'] | undefined> {
  return await tables(tx)
    .selectFrom('sessions')
    .selectAll()
    .where('bureau', '=', bureau)
    .where('id', '=', hashToken(token))
    .executeTakeFirst();
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
