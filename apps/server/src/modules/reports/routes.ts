import { route } from '../../platform/http/route.ts';
import { exportAnnex2 } from './annex2/export.ts';
import * as annex2 from './annex2/service.ts';
import { getAnnex1Sums } from './boards/annex1.ts';
import { exportAnnex1Sums } from './boards/annex1-export.ts';
import { getBoardRegions, getBoardTrend, getBoardTypes, getBoardUnits } from './boards/breakdowns.ts';
import { exportBoard } from './boards/export.ts';
import { exportBoardRecords, listBoardRecords } from './boards/records.ts';
import { getBoard } from './boards/service.ts';
import * as contract from './contract.ts';
import * as service from './service.ts';

export const routes = [
  route(contract.getWorkbench, ({ query, run }) => run(service.getWorkbench, query)),
  route(contract.listRegions, ({ run }) => run(service.listRegions, undefined)),
  route(contract.getSiteCounts, ({ body, run }) => run(service.getSiteCounts, body)),
  route(contract.getAnnex2, ({ query, run }) => run(annex2.getAnnex2, query)),
  route(contract.listAnnex2Units, ({ query, run }) => run(annex2.listAnnex2Units, query)),
  route(contract.listAnnex2Records, ({ query, run }) => run(annex2.listAnnex2Records, query)),
  route(contract.exportAnnex2, exportAnnex2),
  route(contract.submitAnnex2, ({ body, run }) => run(annex2.submitAnnex2, body)),
  route(contract.signAnnex2, ({ params, body, run }) => run(annex2.signAnnex2, { ...params, ...body })),
  route(contract.returnAnnex2, ({ params, body, run }) => run(annex2.returnAnnex2, { ...params, ...body })),
  route(contract.getBoard, ({ query, run }) => run(getBoard, query)),
  route(contract.getBoardRegions, ({ query, run }) => run(getBoardRegions, query)),
  route(contract.getBoardTrend, ({ query, run }) => run(getBoardTrend, query)),
  route(contract.getBoardTypes, ({ query, run }) => run(getBoardTypes, query)),
  route(contract.getBoardUnits, ({ query, run }) => run(getBoardUnits, query)),
  route(contract.listBoardRecords, ({ query, run }) => run(listBoardRecords, query)),
  route(contract.exportBoardRecords, exportBoardRecords),
  route(contract.exportBoard, exportBoard),
  route(contract.getAnnex1Sums, ({ query, run }) => run(getAnnex1Sums, query)),
  route(contract.exportAnnex1Sums, exportAnnex1Sums),
];
