import { sendEvents } from '../../platform/http/event-stream.ts';
import { route } from '../../platform/http/route.ts';
import * as contract from './contract.ts';
import * as service from './service.ts';

/** Pasted lists may be long: thirty thousand addresses are about two megabytes. */
const BODY_LIMIT = 12 * 1024 * 1024;

export const routes = [
  route(contract.previewSeeds, ({ body, run }) => run(service.previewSeeds, body), { bodyLimit: BODY_LIMIT }),
  route(contract.startPatrol, ({ body, run }) => run(service.startPatrol, body), { bodyLimit: BODY_LIMIT }),
  route(contract.listPatrols, ({ query, run }) => run(service.listPatrols, query)),
  route(contract.getPatrol, ({ params, run }) => run(service.getPatrol, params)),
  route(contract.listPatrolSites, ({ params, query, run }) =>
    run(service.listPatrolSites, { ...params, ...query }),
  ),
  route(contract.stopPatrol, ({ params, run }) => run(service.stopPatrol, params)),
  route(contract.resumePatrol, ({ params, run }) => run(service.resumePatrol, params)),
  route(contract.patrolEvents, async ({ params, run, request, reply }) => {
    const read = () => run(service.getPatrol, params);
    // Asked once before the stream begins, so that “not found” is an answer and not a broken stream.
    await read();
    return sendEvents(request, reply, (signal) => service.watchPatrol(read, signal));
  }),
];
