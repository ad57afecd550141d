/** News that runs to modules on the right, handled in the same transaction. */
export interface EventType<Payload> {
  readonly name: string;
  /** Only for the type. */
  readonly payload?: Payload;
}

/** Declares an event in the module that tells it: `export const findingConfirmed = defineEvent<{…}>('finding.confirmed')`. */
export function defineEvent<Payload>(name: string): EventType<Payload> {
  return { name };
}

export interface Events {
  /** Runs every handler of the event, in the order of the modules; the first that throws undoes everything. */
  emit<Payload>(event: EventType<Payload>, payload: Payload): Promise<void>;
}
