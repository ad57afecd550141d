import type { FastifyReply } from 'fastify';

/**
 * What a handler returns that has answered by itself. Not the reply: that is a thenable, which every `await` on its way
 * out would wait for again.
 */
export interface Answered {
  readonly answered: true;
}

export const ANSWERED: Answered = { answered: true };

/** Sends the browser elsewhere. */
export function redirect(reply: FastifyReply, address: string): Answered {
  reply.redirect(address);
  return ANSWERED;
}
