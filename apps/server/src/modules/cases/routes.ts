import { type Route, route } from '../../platform/http/route.ts';
import { attachmentRoutes } from './attachments.ts';
import * as contract from './contract.ts';
import { createCase } from './create-case.ts';
import { exportCases } from './export-cases.ts';
import { filePdfRoute } from './file-pdf.ts';
import { matterRoutes } from './matters.ts';
import * as service from './service.ts';
import { decisionSteps } from './steps-decision.ts';
import { executionSteps } from './steps-execution.ts';
import { filingSteps } from './steps-filing.ts';
import { investigationSteps } from './steps-investigation.ts';
import { noticeSteps } from './steps-notice.ts';
import { recordSteps } from './steps-record.ts';
import { remedySteps } from './steps-remedy.ts';
import { withdrawStep } from './withdraw-request.ts';

export const routes: readonly Route[] = [
  route(contract.listCases, ({ query, run }) => run(service.listCases, query)),
  route(contract.exportCases, exportCases),
  route(contract.listCaseTypes, ({ run }) => run(service.listCaseTypes, undefined)),
  route(contract.getSettings, ({ run }) => run(service.getSettings, undefined)),
  route(contract.saveSettings, ({ body, run }) => run(service.saveSettings, body)),
  route(contract.getCase, ({ params, run }) => run(service.getCase, params)),
  route(contract.createCase, ({ body, run }) => run(createCase, body)),
  route(contract.unmaskParty, ({ params, body, run }) => run(service.unmaskParty, { ...params, ...body })),
  route(contract.getCaseFile, ({ params, run }) => run(service.getCaseFile, params)),
  filePdfRoute,
  ...filingSteps,
  ...investigationSteps,
  ...noticeSteps,
  ...decisionSteps,
  ...executionSteps,
  ...remedySteps,
  ...recordSteps,
  withdrawStep,
  ...matterRoutes,
  ...attachmentRoutes,
];
