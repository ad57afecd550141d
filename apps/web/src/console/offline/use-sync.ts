import { useEffect, useState } from 'react';
import { syncField } from './sync.ts';

const EVERY_MS = 30_000;

/** Syncs the device now, whenever the network comes back, and every half minute while the page is open. */
export function useSync(officerId: string): { readonly online: boolean; readonly syncNow: () => void } {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = () => {
      setOnline(navigator.onLine);
      if (navigator.onLine) void syncField(officerId);
    };
    look();
    const timer = window.setInterval(look, EVERY_MS);
    window.addEventListener('online', look);
    window.addEventListener('offline', look);
    return () => {
      window.clearInterval(timer);
      window.removeEventListener('online', look);
      window.removeEventListener('offline', look);
    };
  }, [officerId]);
  return { online, syncNow: () => void syncField(officerId) };
}
