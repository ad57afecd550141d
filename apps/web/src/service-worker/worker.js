// The console's service worker: opens the page and its field pages without a network. It never touches /api (what is
// filled in waits in IndexedDB, see src/console/offline), the portal, or anything that is not part of the build.
const CACHE = 'wangjian-__VERSION__';
const FILES = ['__FILES__'];
const NOT_OURS = /^\/(api|docs|metrics|openapi|portal|healthz)\b/;

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll(FILES))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(
          names
            .filter((name) => name.startsWith('wangjian-') && name !== CACHE)
            .map((name) => caches.delete(name)),
        ),
      )
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin || NOT_OURS.test(url.pathname)) return;
  if (request.mode === 'navigate') {
    // The server's page while it can be reached, so that a new version shows at once.
    event.respondWith(fetch(request).catch(() => caches.match('/index.html')));
    return;
  }
  if (FILES.includes(url.pathname))
    event.respondWith(caches.match(url.pathname).then((kept) => kept ?? fetch(request)));
});
