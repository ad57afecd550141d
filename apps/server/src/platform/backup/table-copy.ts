import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Client } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { rowFingerprint } from './row-fingerprint.ts';
import { qualified, quoted, type TableFacts } from './schema-facts.ts';

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** Plain COPY text in one part; what a backup holds in memory. */
const PART_BYTES = 8 * 2 ** 20;

/** Settings that make COPY's text the same on every server, and refuse to leave rows out under row-level security. */
export const COPY_SETTINGS = `SET timezone = 'UTC'; SET datestyle = 'ISO, YMD'; SET intervalstyle = 'postgres';
  SET bytea_output = 'hex'; SET extra_float_digits = 1; SET row_security = off; SET statement_timeout = 0;
  SET idle_in_transaction_session_timeout = 0; SET search_path = public`;

/** Reads all rows of a table and hands them on in gzipped parts. */
export async function copyOut(
  client: Client,
  table: TableFacts,
  part: (gzipped: Buffer) => Promise<void>,
): Promise<{ readonly rows: number; readonly fingerprint: string }> {
  const fingerprint = rowFingerprint();
  let chunks: Buffer[] = [];
  let size = 0;
  const flush = async () => {
    if (size > 0) await part(await compress(Buffer.concat(chunks), { level: 3 }));
    chunks = [];
    size = 0;
  };
  for await (const chunk of client.query(copyTo(`COPY ${target(table)} TO STDOUT`))) {
    const bytes = chunk as Buffer;
    fingerprint.update(bytes);
    chunks.push(bytes);
    size += bytes.length;
    if (size >= PART_BYTES) await flush();
  }
  await flush();
  return fingerprint.result();
}

/** Writes the rows of the gzipped parts into a table. */
export async function copyIn(client: Client, table: TableFacts, parts: AsyncIterable<Buffer>): Promise<void> {
  const plain = async function* () {
    for await (const part of parts) yield await decompress(part);
  };
  await pipeline(Readable.from(plain()), client.query(copyFrom(`COPY ${target(table)} FROM STDIN`)));
}

/** Counts and sums the rows of a table as it stands. */
export async function fingerprintOf(
  client: Client,
  table: TableFacts,
): Promise<{ readonly rows: number; readonly fingerprint: string }> {
  return await copyOut(client, table, async () => undefined);
}

/** Generated columns are computed anew, so the columns are named. */
function target(table: TableFacts): string {
  return `${qualified(table)} (${table.columns.map(({ name }) => quoted(name)).join(', ')})`;
}
