let last = Date.now();

for (const event of ['pointerdown', 'keydown', 'wheel'] as const) {
  window.addEventListener(event, () => (last = Date.now()), { capture: true, passive: true });
}

/**
 * True when the officer has not touched the page for half a minute: what the page reads then by itself (refreshes)
 * must not keep the session alive.
 */
export function isIdle(): boolean {
  return Date.now() - last > 30_000;
}
