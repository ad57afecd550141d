import { sendFile } from '../../platform/http/downloads.ts';
import { route } from '../../platform/http/route.ts';
import { uploadedBytes } from '../../platform/http/uploads.ts';
import * as contract from './contract.ts';
import { exportSites } from './export-sites.ts';
import { importTemplate, notImportedTable } from './import-files.ts';
import * as imports from './imports.ts';
import { readTable } from './read-table.ts';
import * as service from './service.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const routes = [
  route(contract.listSites, ({ query, run }) => run(service.listSites, query)),
  route(contract.exportSites, exportSites),
  route(contract.getSite, ({ params, run }) => run(service.getSiteDetail, params)),
  route(contract.createSite, ({ body, run }) => run(service.createSite, body)),
  route(contract.updateSite, ({ params, body, run }) => run(service.updateSite, { ...params, ...body })),
  route(contract.confirmSite, ({ params, body, run }) => run(service.confirmSite, { ...params, ...body })),
  route(contract.unmaskSite, ({ params, body, run }) => run(service.unmaskSite, { ...params, ...body })),
  route(contract.uploadImport, async ({ request, run }) => {
    const { fileName, bytes } = await uploadedBytes(request);
    return await run(imports.uploadImport, { fileName, table: await readTable(bytes, fileName) });
  }),
  route(contract.getImport, ({ params, run }) => run(imports.getImport, params)),
  route(contract.commitImport, ({ params, body, run }) => run(imports.commitImport, { ...params, ...body })),
  route(contract.discardImport, ({ params, run }) => run(imports.discardImport, params)),
  route(contract.importErrors, async ({ params, run, reply }) => {
    const content = await notImportedTable(await run(imports.rowsNotImported, params));
    return sendFile(reply, { name: '未导入的行.xlsx', type: XLSX, content, bytes: content.length });
  }),
  route(contract.importTemplate, async ({ reply }) => {
    const content = await importTemplate();
    return sendFile(reply, { name: '主体导入模板.xlsx', type: XLSX, content, bytes: content.length });
  }),
];
