import { useEffect, useRef } from 'react';

/**
 * Single keys that act on the page, by the key's name (`j`, `?`, `ArrowDown`). They sleep while the officer types,
 * while a dialog or a drop-down is open, and with Ctrl, Alt or Meta held.
 */
export function useShortcuts(keys: Readonly<Record<string, () => void>>, active = true): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    if (!active) return;
    const hear = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey)
        return;
      const target = event.target instanceof Element ? event.target : null;
      if (target?.closest('input:not([type="checkbox"]),textarea,select,[contenteditable],[role="dialog"]'))
        return;
      if (
        document.querySelector(
          '[role="dialog"]:not([aria-hidden="true"]),.ant-select-open,.ant-dropdown-open',
        )
      )
        return;
      const run = latest.current[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (!run) return;
      event.preventDefault();
      run();
    };
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  }, [active]);
}
