import { route } from '../../platform/http/route.ts';
import { importRoutes } from '../../platform/import/import-routes.ts';
import * as contract from './contract.ts';
import { exportSites } from './export-sites.ts';
import { IMPORT_HELP, siteImport } from './imports.ts';
import { listPermits, PERMIT_HELP, permitImport } from './permits.ts';
import * as service from './service.ts';

export const routes = [
  route(contract.listSites, ({ query, run }) => run(service.listSites, query)),
  route(contract.exportSites, exportSites),
  route(contract.getSite, ({ params, run }) => run(service.getSiteDetail, params)),
  route(contract.createSite, ({ body, run }) => run(service.createSite, body)),
  route(contract.updateSite, ({ params, body, run }) => run(service.updateSite, { ...params, ...body })),
  route(contract.confirmSite, ({ params, body, run }) => run(service.confirmSite, { ...params, ...body })),
  route(contract.unmaskSite, ({ params, body, run }) => run(service.unmaskSite, { ...params, ...body })),
  route(contract.listPermits, ({ query, run }) => run(listPermits, query)),
  ...importRoutes(contract.permitImports, permitImport, PERMIT_HELP),
  ...importRoutes(contract.siteImports, siteImport, IMPORT_HELP),
];
