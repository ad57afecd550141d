const AGAIN_MS = 15_000;

/** Whether this device can have a service worker at all: a built console over https or localhost. */
export function mayWorkOffline(): boolean {
  return import.meta.env.PROD && 'serviceWorker' in navigator && window.isSecureContext;
}

/**
 * Installs the service worker that opens the console without a network. One that could not fetch all of its files is
 * tried again, since a page that is open for hours would otherwise never have it.
 */
export function registerWorker(): void {
  if (!mayWorkOffline()) return;
  const again = () => window.setTimeout(registerWorker, AGAIN_MS);
  navigator.serviceWorker.register('/service-worker.js', { scope: '/' }).then((registration) => {
    // A browser whose administrator switched workers off may answer with nothing.
    const worker = registration?.installing;
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'redundant' && !registration.active) again();
    });
  }, again);
}
