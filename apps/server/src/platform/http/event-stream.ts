import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ANSWERED, type Answered } from './answered.ts';

/** One server-sent event; `data` goes out as JSON. */
export interface ServerEvent {
  readonly event: string;
  readonly data: unknown;
}

/**
 * Answers with a stream of server-sent events. The source gets a signal that is aborted when the browser leaves or
 * the server stops; a comment every 15 s keeps proxies from closing a quiet stream.
 */
export function sendEvents(
  request: FastifyRequest,
  reply: FastifyReply,
  source: (signal: AbortSignal) => AsyncIterable<ServerEvent>,
): Answered {
  const ended = new AbortController();
  request.raw.once('close', () => ended.abort());
  request.server.closing.addEventListener('abort', () => ended.abort(), { once: true, signal: ended.signal });
  const stream = new Readable({ read: () => undefined });
  const beat = setInterval(() => stream.push(': \n\n'), 15_000);
  beat.unref();
  const pump = async () => {
    try {
      for await (const { event, data } of source(ended.signal)) {
        if (ended.signal.aborted) break;
        stream.push(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
      }
    } catch (error) {
      if (!ended.signal.aborted) {
        request.log.error({ err: error }, 'event stream failed');
        stream.push('event: failed\ndata: {}\n\n');
      }
    } finally {
      clearInterval(beat);
      stream.push(null);
      ended.abort();
    }
  };
  void pump();
  reply
    .header('content-type', 'text/event-stream; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('x-accel-buffering', 'no')
    .send(stream);
  return ANSWERED;
}
