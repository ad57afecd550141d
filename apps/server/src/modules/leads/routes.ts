import { route } from '../../platform/http/route.ts';
import * as contract from './contract.ts';
import { exportLeads } from './export-leads.ts';
import * as service from './service.ts';

export const routes = [
  route(contract.listLeads, ({ query, run }) => run(service.listLeads, query)),
  route(contract.exportLeads, exportLeads),
  route(contract.getLead, ({ params, run }) => run(service.getLead, params)),
  route(contract.registerLead, ({ body, run }) => run(service.registerLead, body)),
  route(contract.updateLead, ({ params, body, run }) => run(service.updateLead, { ...params, ...body })),
  route(contract.unmaskLead, ({ params, body, run }) => run(service.unmaskLead, { ...params, ...body })),
  route(contract.commentLead, ({ params, body, run }) => run(service.commentLead, { ...params, ...body })),
  route(contract.acceptLeads, ({ body, run }) => run(service.acceptLeads, body)),
  route(contract.dismissLeads, ({ body, run }) => run(service.dismissLeads, body)),
  route(contract.mergeLeads, ({ body, run }) => run(service.mergeLeads, body)),
  route(contract.reopenLeads, ({ body, run }) => run(service.reopenLeads, body)),
];
