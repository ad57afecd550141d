import { route } from '../../platform/http/route.ts';
import * as contract from './contract.ts';
import * as service from './service.ts';

export const routes = [
  route(contract.getWorkbench, ({ query, run }) => run(service.getWorkbench, query)),
  route(contract.listRegions, ({ run }) => run(service.listRegions, undefined)),
  route(contract.getSiteCounts, ({ body, run }) => run(service.getSiteCounts, body)),
];
