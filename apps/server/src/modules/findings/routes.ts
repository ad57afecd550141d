import { route } from '../../platform/http/route.ts';
import * as contract from './contract.ts';
import { exportFindings } from './export-findings.ts';
import * as service from './service.ts';

export const routes = [
  route(contract.listFindings, ({ query, run }) => run(service.listFindings, query)),
  route(contract.exportFindings, exportFindings),
  route(contract.getFinding, ({ params, run }) => run(service.getFinding, params)),
  route(contract.confirmFindings, ({ body, run }) => run(service.confirmFindings, body)),
  route(contract.rejectFindings, ({ body, run }) => run(service.rejectFindings, body)),
  route(contract.mergeFindings, ({ body, run }) => run(service.mergeFindings, body)),
  route(contract.reopenFindings, ({ body, run }) => run(service.reopenFindings, body)),
  route(contract.listRules, ({ run }) => run(service.listRules, undefined)),
  route(contract.listViolations, ({ run }) => run(service.listViolations, undefined)),
  route(contract.getFindingPolicy, ({ run }) => run(service.getFindingPolicy, undefined)),
  route(contract.saveFindingPolicy, ({ body, run }) => run(service.saveFindingPolicy, body)),
  route(contract.screenText, ({ body, run }) => run(service.screenText, body)),
];
