import { useEffect, useState } from 'react';

const target = new EventTarget();
const channel = 'BroadcastChannel' in window ? new BroadcastChannel('wangjian-field') : null;
if (channel) channel.onmessage = () => target.dispatchEvent(new Event('change'));

/** Tells this page and the other open ones that something stored on this device has changed. */
export function fieldChanged(): void {
  target.dispatchEvent(new Event('change'));
  channel?.postMessage('change');
}

/** What `read` gives from the device, read again after each change; undefined until it is known. */
export function useStored<Value>(read: () => Promise<Value>, key: string): Value | undefined {
  const [state, setState] = useState<{ key: string; value: Value } | undefined>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` says when `read` asks something else
  useEffect(() => {
    let gone = false;
    let asked = 0;
    let shown = 0;
    const hear = () => {
      asked += 1;
      const turn = asked;
      read().then(
        (value) => {
          // Reads may end out of their order: an older one must not bring back what was there before.
          if (gone || turn < shown) return;
          shown = turn;
          setState({ key, value });
        },
        (error: unknown) => {
          // The page's error boundary says it: a device that cannot be read must not look like an empty one.
          if (!gone)
            setState(() => {
              throw error;
            });
        },
      );
    };
    hear();
    target.addEventListener('change', hear);
    return () => {
      gone = true;
      target.removeEventListener('change', hear);
    };
  }, [key]);
  return state?.key === key ? state.value : undefined;
}
