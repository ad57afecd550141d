import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerEvent } from '../../platform/http/event-stream.ts';
import type { Unread } from './contract.ts';

/** Another process may have delivered: the records are read again after so long without a hint. */
const LOOK_AGAIN_MS = 10_000;
/** A stream ends after so long; the browser opens it again, and whether its session still holds is asked anew. */
const LONGEST_MS = 5 * 60_000;

/** Who waits in this process. Only hints pass here, what there is to read stands in the records. */
const waiting = new Map<string, Set<() => void>>();

/** Tells the streams of officers, if this process has any, that their inbox changed. */
export function hintInbox(officerIds: readonly string[]): void {
  for (const id of officerIds) for (const wake of waiting.get(id) ?? []) wake();
}

/** Until the officer's inbox may have changed, the time is over or the browser has gone. */
async function change(officerId: string, signal: AbortSignal): Promise<void> {
  const woken = new AbortController();
  const wake = () => woken.abort();
  const mine = waiting.get(officerId) ?? new Set();
  waiting.set(officerId, mine.add(wake));
  try {
    await sleep(LOOK_AGAIN_MS, undefined, { signal: AbortSignal.any([signal, woken.signal]) });
  } catch (error) {
    // Woken or gone: both end the waiting.
    if (!(error instanceof Error && error.name === 'AbortError')) throw error;
  } finally {
    mine.delete(wake);
    if (mine.size === 0 && waiting.get(officerId) === mine) waiting.delete(officerId);
  }
}

/** An officer's unread messages as events. Every process can serve them: they are read from the records. */
export async function* watchUnread(
  officerId: string,
  read: () => Promise<Unread>,
  signal: AbortSignal,
): AsyncGenerator<ServerEvent> {
  const end = performance.now() + LONGEST_MS;
  let last = '';
  while (!signal.aborted && performance.now() < end) {
    // Listened for before it is read: what comes in between is not missed.
    const changed = change(officerId, signal);
    const data = await read();
    const words = JSON.stringify(data);
    if (words !== last) yield { event: 'unread', data };
    last = words;
    await changed;
  }
}
