import { z } from 'zod';
import { type Endpoint, endpoint } from './endpoint.ts';
import { Instant, OneRecord, RecordId, RegionCode } from './listing.ts';

/** Import of CSV or XLSX (multipart field `file`): read whole, nothing is lost; good rows wait for `commit`. */
export const TableImport = z.object({
  id: RecordId,
  fileName: z.string(),
  status: z.enum(['checked', 'committed', 'discarded']),
  rows: z.int(),
  good: z.int(),
  bad: z.int(),
  duplicates: z.int(),
  columns: z.array(z.object({ header: z.string(), field: z.string().nullable() })),
  /** First 200; all of them in the error file. `row` is the line number that a spreadsheet shows. */
  problems: z.array(z.object({ row: z.int(), column: z.string(), value: z.string(), message: z.string() })),
  createdAt: Instant,
  createdBy: z.string(),
  committed: z.int(),
});
export type TableImport = z.infer<typeof TableImport>;

/** The endpoints of an import below `base` (`/api/leads`), of records called `noun` (线索). */
export function importEndpoints(base: string, noun: string, access: Endpoint['access']) {
  const one = `${base}/imports/:id`;
  return {
    upload: endpoint({
      method: 'POST',
      path: `${base}/imports`,
      summary: `上传${noun}表格`,
      access,
      result: TableImport,
    }),
    get: endpoint({
      method: 'GET',
      path: one,
      summary: `${noun}导入结果`,
      access,
      params: OneRecord,
      result: TableImport,
    }),
    commit: endpoint({
      method: 'POST',
      path: `${one}/commit`,
      summary: `确认导入${noun}`,
      access,
      params: OneRecord,
      /** Where rows go that name no region. */
      body: z.object({ region: RegionCode }),
      result: TableImport,
    }),
    discard: endpoint({
      method: 'POST',
      path: `${one}/discard`,
      summary: `放弃导入${noun}`,
      access,
      params: OneRecord,
      result: TableImport,
    }),
    errors: endpoint({
      method: 'GET',
      path: `${one}/errors.xlsx`,
      summary: '下载未导入的行（含原因，可改后再传）',
      access,
      params: OneRecord,
    }),
    template: endpoint({
      method: 'GET',
      path: `${base}/import-template.xlsx`,
      summary: `下载${noun}导入模板`,
      access,
    }),
  };
}
export type ImportEndpoints = ReturnType<typeof importEndpoints>;
