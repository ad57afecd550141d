import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** A real server on loopback for tests: paths to answers, and the requests that came, in order. */
export interface LoopbackSite {
  readonly origin: string;
  readonly host: string;
  readonly port: number;
  /** Paths in the order in which they were asked for, robots.txt left out. */
  readonly asked: string[];
  /** Most requests that were open at one moment. */
  readonly mostOpen: () => number;
  readonly close: () => Promise<void>;
}

export type Answer = string | Buffer | ((request: IncomingMessage, response: ServerResponse) => void);

/** Starts a site; a string is an HTML page, a path that is not there answers 404. `*` answers every other path. */
export async function loopbackSite(pages: Readonly<Record<string, Answer>>): Promise<LoopbackSite> {
  const asked: string[] = [];
  let openNow = 0;
  let most = 0;
  const listener: RequestListener = (request, response) => {
    const path = request.url ?? '/';
    if (path !== '/robots.txt') asked.push(path);
    openNow += 1;
    most = Math.max(most, openNow);
    response.on('close', () => {
      openNow -= 1;
    });
    const answer = pages[path] ?? (path === '/robots.txt' ? undefined : pages['*']);
    if (typeof answer === 'function') return answer(request, response);
    const type = path === '/robots.txt' ? 'text/plain' : 'text/html; charset=utf-8';
    response.writeHead(answer === undefined ? 404 : 200, { 'content-type': type });
    response.end(answer ?? '<title>404</title>没有这个网页');
  };
  const server = createServer(listener);
  const port = await listen(server);
  return {
    origin: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    port,
    asked,
    mostOpen: () => most,
    close: () => closeServer(server),
  };
}

/** Listens on a free port of 127.0.0.1 and says which. */
export function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** A small shop page with links. */
export function shopPage(title: string, links: readonly string[] = [], body = ''): string {
  const list = links.map((link) => `<li><a href="${link}">${link}</a></li>`).join('');
  const words = '本店销售宁夏中宁枸杞、滩羊肉与八宝茶，现货供应，欢迎选购。'.repeat(4);
  return `<!doctype html><html><head><title>${title}</title></head><body><p>${words}</p>${body}<ul>${list}</ul></body></html>`;
}
