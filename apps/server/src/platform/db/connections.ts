import { Kysely, PostgresDialect } from 'kysely';
import { Client, Pool, types } from 'pg';

const OID = { int8: 20, date: 1082, int8Array: 1016, dateArray: 1182, textArray: 1009 } as const;

const asIs = (text: string): string => text;

/** Throws beyond 2^53: a rounded amount of money must never pass for the true one. */
function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`int8 ${text} does not fit a JavaScript number`);
  return value;
}

const parseTextArray = types.getTypeParser(OID.textArray as number) as (text: string) => (string | null)[];

const PARSERS: ReadonlyMap<number, (text: string) => unknown> = new Map<number, (text: string) => unknown>([
  [OID.int8, safeInteger],
  // A legal day has no time zone: left to itself the driver makes 2026-01-31 into 2026-01-30T16:00Z.
  [OID.date, asIs],
  [OID.dateArray, parseTextArray],
  [OID.int8Array, (text) => parseTextArray(text).map((item) => (item === null ? null : safeInteger(item)))],
]);

/** How columns arrive: `date` as 'YYYY-MM-DD', int8 as number, timestamptz as Date, numeric as string. */
const typeParsers = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : PARSERS.get(oid)) ??
    types.getTypeParser(oid, format as 'text')) as typeof types.getTypeParser,
};

/** A pool with the project's column parsers; `max` connections, none kept that broke. */
export function createPool(
  url: string,
  options: { readonly max?: number; readonly name?: string } = {},
): Pool {
  const pool = new Pool({
    connectionString: url,
    max: options.max ?? 10,
    application_name: options.name ?? 'wangjian',
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    types: typeParsers,
  });
  // A connection that breaks while idle (server restarted) is dropped by the pool; the next query gets a new one.
  pool.on('error', () => undefined);
  return pool;
}

/** Kysely on a pool; `kysely.destroy()` ends the pool as well. */
export function createKysely<Tables>(pool: Pool): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

/** One connection, open while `use` runs. */
export async function withClient<T>(url: string, use: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({
    connectionString: url,
    types: typeParsers,
    application_name: 'wangjian-setup',
  });
  // Without a listener a server that goes away would end the process instead of failing the query.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
