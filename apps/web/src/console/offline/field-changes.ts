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
    const hear = () => {
      void read().then((value) => {
        if (!gone) setState({ key, value });
      });
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
