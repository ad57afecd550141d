import type { FastifyRequest } from 'fastify';
import { sendFile } from '../../platform/http/downloads.ts';
import { route } from '../../platform/http/route.ts';
import { answerRoutes } from './answer-routes.ts';
import * as contract from './contract.ts';
import * as course from './course.ts';
import { exportGuidance } from './export-guidance.ts';
import { openGuidance, prefillGuidance } from './open.ts';
import * as service from './service.ts';

/** The address that stands in the document for the party: the one by which the officer reached the platform. */
const baseOf = (request: FastifyRequest) => `${request.protocol}://${request.host}`;

export const routes = [
  route(contract.listGuidance, ({ query, run }) => run(service.listGuidance, query)),
  route(contract.exportGuidance, exportGuidance),
  route(contract.prefillGuidance, ({ query, run }) => run(prefillGuidance, query)),
  route(contract.getGuidance, ({ params, run }) => run(service.getGuidance, params)),
  route(contract.unmaskGuidance, ({ params, body, run }) =>
    run(service.unmaskGuidance, { ...params, ...body }),
  ),
  route(contract.openGuidance, ({ body, run, request }) =>
    run(openGuidance, { ...body, base: baseOf(request) }),
  ),
  route(contract.redraftGuidance, ({ params, body, run, request }) =>
    run(course.redraftGuidance, { ...params, ...body, base: baseOf(request) }),
  ),
  route(contract.cancelGuidance, ({ params, body, run }) =>
    run(course.cancelGuidance, { ...params, ...body }),
  ),
  route(contract.draftTalkRecord, ({ params, body, run }) =>
    run(course.draftTalkRecord, { ...params, ...body }),
  ),
  route(contract.renewCode, ({ params, body, run }) => run(course.renewCode, { ...params, ...body })),
  route(contract.answerForParty, ({ params, body, run }) =>
    run(course.answerForParty, { ...params, ...body }),
  ),
  route(contract.recheckGuidance, ({ params, body, run }) =>
    run(course.recheckGuidance, { ...params, ...body }),
  ),
  route(contract.demandAgain, ({ params, body, run }) => run(course.demandAgain, { ...params, ...body })),
  route(contract.closeGuidance, ({ params, body, run }) => run(course.closeGuidance, { ...params, ...body })),
  route(contract.commentGuidance, ({ params, body, run }) =>
    run(course.commentGuidance, { ...params, ...body }),
  ),
  route(contract.answerFile, async ({ params, run, reply }) =>
    sendFile(reply, await run(service.answerFile, params)),
  ),
  ...answerRoutes,
];
