import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import type { Clock } from '@wangjian/core/clock.ts';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import type { FastifyReply } from 'fastify';
import type { WrittenTable } from '../export/write-table.ts';
import type { Answered } from './answered.ts';
import { sendFile } from './downloads.ts';

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** Sends an exported table as `线索-2026-10-12.xlsx` and removes the temporary file. */
export async function sendTable(reply: FastifyReply, table: WrittenTable, clock: Clock): Promise<Answered> {
  const content = createReadStream(table.path);
  content.once('close', () => {
    void rm(table.path, { force: true });
  });
  return sendFile(reply, {
    name: `${table.name}-${dayInChina(clock.now())}.${table.format}`,
    type: TYPES[table.format],
    content,
    bytes: (await stat(table.path)).size,
  });
}
