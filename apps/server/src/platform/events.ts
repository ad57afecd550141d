import type { EventType } from './event-type.ts';
import type { AuditNote, WriteContext } from './use-case.ts';

/** One module's answer to an event; it writes, so it states its audit entries (or that it wrote nothing). */
export interface EventHandler<Payload = never> {
  readonly event: EventType<Payload>;
  readonly action: string;
  readonly title: string;
  run(
    context: WriteContext,
    payload: Payload,
  ): Promise<{ readonly audit: 'nothing done' | AuditNote | readonly AuditNote[] }>;
}

/** Wires a handler to an event; listed under `events` of the module on the right. */
export function on<Payload>(
  event: EventType<Payload>,
  handler: Omit<EventHandler<Payload>, 'event'>,
): EventHandler {
  return { event, ...handler } as unknown as EventHandler;
}
