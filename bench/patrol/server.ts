// The loopback market of the benchmark, a process of its own: one port a shop, all pages ready in memory.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { shopPages } from './corpus.ts';

const [shops = 50, pagesPerShop = 40, seed = 1] = process.argv.slice(2).map(Number);
const origins: string[] = [];
let bytes = 0;
for (let shop = 0; shop < shops; shop += 1) {
  const pages = new Map(shopPages(shop, pagesPerShop, seed).map((page) => [page.path, page]));
  for (const page of pages.values()) bytes += page.body.length;
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?', 1)[0]!;
    const page = pages.get(path);
    if (!page) {
      response.writeHead(404, { 'content-type': 'text/plain', 'content-length': 0 });
      response.end();
      return;
    }
    response.writeHead(200, { 'content-type': page.contentType, 'content-length': page.body.length });
    response.end(page.body);
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  origins.push(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}
process.send?.({ origins, bytes });
process.on('disconnect', () => process.exit(0));
