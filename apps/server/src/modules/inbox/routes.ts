import { route } from '../../platform/http/route.ts';
import * as contract from './contract.ts';
import * as service from './service.ts';

export const routes = [
  route(contract.listMessages, ({ query, run }) => run(service.listMessages, query)),
  route(contract.countUnread, ({ run }) => run(service.countUnread, undefined)),
  route(contract.markRead, ({ body, run }) => run(service.markRead, body)),
];
