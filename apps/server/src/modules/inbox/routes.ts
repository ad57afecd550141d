import { sendEvents } from '../../platform/http/event-stream.ts';
import { route } from '../../platform/http/route.ts';
import * as contract from './contract.ts';
import * as service from './service.ts';
import { watchUnread } from './watch.ts';

export const routes = [
  route(contract.listMessages, ({ query, run }) => run(service.listMessages, query)),
  route(contract.countUnread, ({ run }) => run(service.countUnread, undefined)),
  route(contract.inboxEvents, async ({ actor, run, request, reply }) => {
    const read = () => run(service.countUnread, undefined);
    // Asked once before the stream begins, so that a refusal is an answer and not a broken stream.
    await read();
    return sendEvents(request, reply, (signal) => watchUnread(actor.id, read, signal));
  }),
  route(contract.markRead, ({ body, run }) => run(service.markRead, body)),
];
