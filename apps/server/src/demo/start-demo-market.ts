import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '@wangjian/core/errors.ts';
import type { SiteKind } from '@wangjian/core/site.ts';
import { answer } from './answer.ts';
import { buildMarket, DEFAULT_SEED, type Market } from './market.ts';
import type { SiteModel } from './model.ts';
import { SMALL_MARKET } from './site-table.ts';
import { type DemoTruth, type SiteTruth, truthOfSite } from './truth.ts';

/** One demo site and where it answers. */
export interface DemoHost {
  readonly siteId: string;
  readonly name: string;
  /** Host and port, as in its addresses. */
  readonly host: string;
  /** Address of the front page, with the closing slash. */
  readonly url: string;
  readonly region: string;
  readonly kindTruth: SiteKind;
}

/** A running demo market. */
export interface DemoMarket {
  readonly seed: string;
  readonly hosts: readonly DemoHost[];
  /** Truth of every site, in the order of `hosts`. */
  readonly sites: readonly SiteTruth[];
  /** Truth of every page too; written on first call, then kept. */
  truth(): DemoTruth;
  close(): Promise<void>;
}

export interface DemoMarketOptions {
  /** Port on 127.10.0.x; where those addresses cannot be bound, the first of a run of ports on 127.0.0.1. 0: any free one. */
  readonly port?: number;
  readonly seed?: string;
  /** Default `auto`: own addresses where the system has them. */
  readonly addresses?: 'auto' | 'one-port-each';
  /** Opens only the hosts of `SMALL_MARKET`; the others stand in no register and nobody listens there. */
  readonly small?: boolean;
}

/**
 * Starts the market on loopback only: one address of 127.0.0.0/8 and one port for all sites where the system has the
 * whole loopback network (Linux, Windows), else one port per site on 127.0.0.1 (macOS). Throws `unavailable` when the
 * port is taken.
 */
export async function startDemoMarket(options: DemoMarketOptions = {}): Promise<DemoMarket> {
  const seed = options.seed ?? DEFAULT_SEED;
  const addresses = new Map<string, string>();
  const urlOf = (siteId: string): string => `http://${addresses.get(siteId) ?? 'demo.invalid'}/`;
  const whole = buildMarket(seed, urlOf);
  const isOpen = ({ spec }: SiteModel) => !options.small || SMALL_MARKET.has(spec.id);
  const market = { ...whole, sites: whole.sites.filter(isOpen) };
  const servers = await listenAll(market, urlOf, options, addresses);
  let truth: DemoTruth | undefined;
  return {
    seed,
    hosts: market.sites.map((site) => ({
      siteId: site.spec.id,
      name: site.spec.name,
      host: addresses.get(site.spec.id) ?? '',
      url: urlOf(site.spec.id),
      region: site.identity.region,
      kindTruth: site.spec.kind,
    })),
    sites: market.sites.map(truthOfSite),
    truth() {
      truth ??= truthOfOpen(market);
      return truth;
    },
    close: () => closeAll(servers),
  };
}

function truthOfOpen(market: Market): DemoTruth {
  const open = new Set(market.sites.map(({ spec }) => spec.id));
  const { sites, pages } = market.truth();
  return { sites: sites.filter(({ id }) => open.has(id)), pages: pages.filter(({ site }) => open.has(site)) };
}

async function listenAll(
  market: Market,
  urlOf: (siteId: string) => string,
  options: DemoMarketOptions,
  addresses: Map<string, string>,
): Promise<Server[]> {
  const servers: Server[] = [];
  const wantedPort = options.port ?? 0;
  let port = wantedPort;
  let ownAddresses = options.addresses !== 'one-port-each';
  try {
    for (const [index, site] of market.sites.entries()) {
      const server = serverOf(market, site, urlOf);
      servers.push(server);
      if (index === 0 && ownAddresses) ownAddresses = await listen(server, addressOf(0), port);
      if (!server.listening) {
        const own = ownAddresses ? port : wantedPort && wantedPort + index;
        await listenOrFail(server, ownAddresses ? addressOf(index) : '127.0.0.1', own);
      }
      const bound = server.address() as AddressInfo;
      if (index === 0) port = bound.port;
      addresses.set(site.spec.id, `${bound.address}:${bound.port}`);
      // The host that is down keeps its address, and nobody listens there.
      if (site.spec.behaviour === 'down') await closeAll(servers.splice(servers.indexOf(server), 1));
    }
  } catch (error) {
    await closeAll(servers);
    throw error;
  }
  return servers;
}

function addressOf(index: number): string {
  return `127.10.${Math.floor(index / 250)}.${(index % 250) + 1}`;
}

function serverOf(market: Market, site: SiteModel, urlOf: (siteId: string) => string): Server {
  return createServer((request, response) => {
    answer(market, site, urlOf, request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : new Error(String(error)));
    });
  });
}

/** True when bound; false when this system does not have the address. */
function listen(server: Server, address: string, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      if (error.code === 'EADDRNOTAVAIL' || error.code === 'EACCES') resolve(false);
      else if (error.code === 'EADDRINUSE') {
        reject(
          new AppError(
            'unavailable',
            `演示市场的端口 ${port} 已被占用，请换一个端口，或者先停掉占用它的程序`,
            {
              cause: error,
            },
          ),
        );
      } else reject(error);
    };
    server.once('error', failed);
    server.listen(port, address, () => {
      server.off('error', failed);
      resolve(true);
    });
  });
}

async function listenOrFail(server: Server, address: string, port: number): Promise<void> {
  if (!(await listen(server, address, port))) {
    throw new AppError('unavailable', `演示市场不能在 ${address}:${port} 上监听，请检查本机的回环网络设置`);
  }
}

async function closeAll(servers: readonly Server[]): Promise<void> {
  await Promise.all(
    servers.map(
      (server) =>
        new Promise<void>((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        }),
    ),
  );
}
