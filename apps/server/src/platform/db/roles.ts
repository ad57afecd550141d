import { createHmac } from 'node:crypto';
import { AppError } from '@wangjian/core/errors.ts';
import { type Client, escapeIdentifier, escapeLiteral } from 'pg';
import { withClient } from './connections.ts';

/** One connection address for each of the three roles. */
export interface DatabaseUrls {
  /** Owns the schema, runs migrations and jobs of the system; past row-level security where it has BYPASSRLS. */
  readonly owner: string;
  /** What use cases run as: neither owner nor BYPASSRLS. */
  readonly app: string;
  /** Reads the audit log, and nothing else that is not granted to it. */
  readonly auditor: string;
}

/** The role names that migrations grant to; the owner's name is the installation's own. */
export const APP_ROLE = 'wangjian_app';
export const AUDITOR_ROLE = 'wangjian_auditor';
export const OWNER_ROLE = 'wangjian_owner';
export const DATABASE_NAME = 'wangjian';

/** The same address for another role or database. */
export function urlFor(
  base: string,
  change: { readonly user?: string; readonly password?: string; readonly database?: string },
): string {
  const url = new URL(base);
  if (change.user !== undefined) url.username = encodeURIComponent(change.user);
  if (change.password !== undefined) url.password = encodeURIComponent(change.password);
  if (change.database !== undefined) url.pathname = `/${encodeURIComponent(change.database)}`;
  return url.href;
}

/** Makes the owner role (with BYPASSRLS, for migrations and backups) and its database on an embedded server. */
export async function createOwnerAndDatabase(superuserUrl: string, ownerPassword: string): Promise<void> {
  await withClient(superuserUrl, async (client) => {
    await ensureRole(client, OWNER_ROLE, ownerPassword, 'BYPASSRLS CREATEROLE CREATEDB');
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE_NAME]);
    if (found.rowCount === 0) {
      await client.query(`CREATE DATABASE ${DATABASE_NAME} OWNER ${OWNER_ROLE}`);
      await client.query(`REVOKE ALL ON DATABASE ${DATABASE_NAME} FROM PUBLIC`);
    }
  });
  await withClient(urlFor(superuserUrl, { database: DATABASE_NAME }), async (client) => {
    await client.query(LEAKPROOF);
  });
}

/**
 * Under row-level security PostgreSQL uses an index only for conditions that cannot tell of rows that one may not see.
 * Search by grams (`text[] @> text[]`) is such a one, but is not marked so: without the mark it reads every row
 * (1.2 s instead of 1 ms on 10⁶ rows). Only a superuser may set it; a server of one's own needs it once by hand.
 */
const LEAKPROOF = `DO $$ BEGIN
  IF NOT (SELECT proleakproof FROM pg_proc WHERE oid = 'pg_catalog.arraycontains(anyarray,anyarray)'::regprocedure) THEN
    ALTER FUNCTION pg_catalog.arraycontains(anyarray, anyarray) LEAKPROOF;
  END IF;
END $$`;

/**
 * Makes the app and auditor roles with the owner's connection and lets them into the database and schema; tables are
 * granted one by one in the migrations, so that a forgotten grant is a refusal, not a leak.
 */
export async function prepareRoles(
  ownerUrl: string,
  passwords: { app: string; auditor: string },
): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    await oneAtATime(client);
    await ensureRole(client, APP_ROLE, passwords.app, '');
    await ensureRole(client, AUDITOR_ROLE, passwords.auditor, '');
    await letIn(client);
  });
}

/** Lets the two roles connect and use the schema `public`, where nobody else may make tables. */
export async function letIn(client: Client): Promise<void> {
  await oneAtATime(client);
  const roles = `${APP_ROLE}, ${AUDITOR_ROLE}`;
  const { rows } = await client.query<{ name: string }>('SELECT current_database() AS name');
  await client.query(`GRANT CONNECT ON DATABASE ${escapeIdentifier(rows[0]!.name)} TO ${roles}`);
  await client.query('REVOKE ALL ON SCHEMA public FROM PUBLIC');
  await client.query(`GRANT USAGE ON SCHEMA public TO ${roles}`);
}

/** Two first starts would both make the roles; the lock ends with the connection. */
async function oneAtATime(client: Client): Promise<void> {
  await client.query("SELECT pg_advisory_lock(hashtext('wangjian roles'))");
}

async function ensureRole(client: Client, role: string, password: string, attributes: string): Promise<void> {
  const found = await client.query<{ super: boolean; bypass: boolean }>(
    'SELECT rolsuper AS super, rolbypassrls AS bypass FROM pg_roles WHERE rolname = $1',
    [role],
  );
  const present = found.rows[0];
  if (!present) {
    await client.query(`CREATE ROLE ${role} LOGIN ${attributes} PASSWORD ${escapeLiteral(password)}`);
  } else if (role !== OWNER_ROLE && (present.super || present.bypass)) {
    throw new AppError(
      'invalid_input',
      `数据库角色 ${role} 拥有 SUPERUSER 或 BYPASSRLS 权限，行级安全对它不起作用：请由数据库管理员执行 ALTER ROLE ${role} NOSUPERUSER NOBYPASSRLS 后重试。`,
    );
  }
}

/**
 * The three addresses on a server of the installation's own. Without addresses given for app and auditor they get
 * passwords derived from the owner's, so that any number of machines with the same DATABASE_URL agree.
 */
export async function externalUrls(given: {
  readonly owner: string;
  readonly app?: string | undefined;
  readonly auditor?: string | undefined;
}): Promise<DatabaseUrls> {
  await withClient(given.owner, async (client) => {
    await refuseOldServer(client);
    await refuseFilteredOwner(client);
  });
  if (given.app && given.auditor) {
    await withClient(given.owner, letIn);
    return { owner: given.owner, app: given.app, auditor: given.auditor };
  }
  const ownerPassword = decodeURIComponent(new URL(given.owner).password);
  const derived = (role: string) => createHmac('sha256', ownerPassword).update(role).digest('base64url');
  const passwords = { app: derived(APP_ROLE), auditor: derived(AUDITOR_ROLE) };
  await withClient(given.owner, refuseWithoutRights);
  await prepareRoles(given.owner, passwords);
  const urls: DatabaseUrls = {
    owner: given.owner,
    app: urlFor(given.owner, { user: APP_ROLE, password: passwords.app }),
    auditor: urlFor(given.owner, { user: AUDITOR_ROLE, password: passwords.auditor }),
  };
  await mendPassword(given.owner, urls.app, APP_ROLE, passwords.app);
  await mendPassword(given.owner, urls.auditor, AUDITOR_ROLE, passwords.auditor);
  return urls;
}

/** After the owner's password was changed the derived ones differ from those that the roles still have. */
async function mendPassword(ownerUrl: string, url: string, role: string, password: string): Promise<void> {
  try {
    await withClient(url, async (client) => client.query('SELECT 1'));
  } catch (error) {
    // 28P01: wrong password.
    if ((error as { code?: string }).code !== '28P01') throw error;
    await withClient(ownerUrl, async (client) => {
      await client.query(`ALTER ROLE ${role} PASSWORD ${escapeLiteral(password)}`);
    });
  }
}

async function refuseOldServer(client: Client): Promise<void> {
  const { rows } = await client.query<{ version: string }>(
    "SELECT current_setting('server_version_num') AS version",
  );
  const version = Number(rows[0]!.version);
  if (version >= 150_000) return;
  throw new AppError(
    'invalid_input',
    `DATABASE_URL 指向的 PostgreSQL 版本过低（${Math.floor(version / 10_000)}）：需要 15 或以上版本。`,
  );
}

/** The owner migrates, backs up and counts past FORCE ROW LEVEL SECURITY; filtered it would silently see nothing. */
async function refuseFilteredOwner(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string; past: boolean }>(
    'SELECT rolname AS name, rolsuper OR rolbypassrls AS past FROM pg_roles WHERE rolname = current_user',
  );
  const { name, past } = rows[0]!;
  if (past) return;
  throw new AppError(
    'invalid_input',
    `DATABASE_URL 的用户 ${name} 受行级安全限制，无法执行迁移和备份：请由数据库管理员执行 ALTER ROLE ${escapeIdentifier(name)} BYPASSRLS 后重试。`,
  );
}

async function refuseWithoutRights(client: Client): Promise<void> {
  const { rows } = await client.query<{ may: boolean; roles: number }>(
    `SELECT (rolsuper OR rolcreaterole) AS may,
            (SELECT count(*)::int FROM pg_roles WHERE rolname IN ('${APP_ROLE}', '${AUDITOR_ROLE}')) AS roles
       FROM pg_roles WHERE rolname = current_user`,
  );
  const row = rows[0]!;
  if (row.may || row.roles === 2) return;
  throw new AppError(
    'invalid_input',
    `DATABASE_URL 的用户无权创建角色：请由数据库管理员执行\n  CREATE ROLE ${APP_ROLE} LOGIN PASSWORD '…';\n  CREATE ROLE ${AUDITOR_ROLE} LOGIN PASSWORD '…';\n再用环境变量 DATABASE_APP_URL 和 DATABASE_AUDITOR_URL 指明它们的连接地址。`,
  );
}
