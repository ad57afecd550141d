import type { ImportEndpoints } from '@wangjian/core/table-import.ts';
import { sendFile } from '../http/downloads.ts';
import { type Route, route } from '../http/route.ts';
import { uploadedBytes } from '../http/uploads.ts';
import type { defineImport } from './define-import.ts';
import { importTemplate, notImportedTable } from './import-files.ts';
import { readTable } from './read-table.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The routes of a kind of import; `help` are the lines of its template's second sheet. */
export function importRoutes(
  endpoints: ImportEndpoints,
  cases: ReturnType<typeof defineImport>,
  help: readonly string[],
): Route[] {
  return [
    route(endpoints.upload, async ({ request, run }) => {
      const { fileName, bytes } = await uploadedBytes(request);
      return await run(cases.upload, { fileName, table: await readTable(bytes, fileName) });
    }),
    route(endpoints.get, ({ params, run }) => run(cases.get, params)),
    route(endpoints.commit, ({ params, body, run }) => run(cases.commit, { ...params, ...body })),
    route(endpoints.discard, ({ params, run }) => run(cases.discard, params)),
    route(endpoints.errors, async ({ params, run, reply }) => {
      const content = await notImportedTable(await run(cases.notImported, params));
      return sendFile(reply, { name: '未导入的行.xlsx', type: XLSX, content, bytes: content.length });
    }),
    route(endpoints.template, async ({ reply }) => {
      const content = await importTemplate(cases.noun, cases.fields, help);
      return sendFile(reply, {
        name: `${cases.noun}导入模板.xlsx`,
        type: XLSX,
        content,
        bytes: content.length,
      });
    }),
  ];
}
