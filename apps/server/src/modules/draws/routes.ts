import { route } from '../../platform/http/route.ts';
import * as contract from './contract.ts';
import { exportDraw } from './export-draw.ts';
import * as service from './service.ts';

export const routes = [
  route(contract.makeDraw, ({ body, run }) => run(service.makeDraw, body)),
  route(contract.listDraws, ({ query, run }) => run(service.listDraws, query)),
  route(contract.exportDraw, exportDraw),
  route(contract.getDraw, ({ params, run }) => run(service.getDraw, params)),
  route(contract.replayDraw, ({ params, run }) => run(service.replayDraw, params)),
  route(contract.assignDraw, ({ params, body, run }) => run(service.assignDraw, { ...params, ...body })),
  route(contract.publishDraw, ({ params, body, run }) => run(service.publishDraw, { ...params, ...body })),
];
