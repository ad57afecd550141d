import { useEffect, useRef, useState } from 'react';

export type StreamState = 'connecting' | 'open' | 'lost' | 'ended';

/**
 * Listens to server-sent events at `address` while it is not null. A lost connection is taken up again after 1, 2, 4 …
 * at most 15 seconds, whatever ended it; the event `end` closes the stream for good.
 */
export function useEvents<Data>(
  address: string | null,
  event: string,
  hear: (data: Data) => void,
): StreamState {
  const [state, setState] = useState<StreamState>('connecting');
  const listener = useRef(hear);
  listener.current = hear;
  useEffect(() => {
    if (address === null) return;
    let source: EventSource | undefined;
    let timer: number | undefined;
    let tries = 0;
    const open = (url: string) => {
      source = new EventSource(url);
      source.onopen = () => {
        tries = 0;
        setState('open');
      };
      source.addEventListener(event, (message: MessageEvent<string>) =>
        listener.current(JSON.parse(message.data)),
      );
      source.addEventListener('end', () => {
        source?.close();
        setState('ended');
      });
      source.onerror = () => {
        source?.close();
        setState('lost');
        timer = window.setTimeout(open, Math.min(15_000, 1000 * 2 ** tries++), url);
      };
    };
    setState('connecting');
    open(address);
    return () => {
      window.clearTimeout(timer);
      source?.close();
    };
  }, [address, event]);
  return state;
}
