import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { createServer, connect as dial, type Server, type Socket } from 'node:net';

/** Decides which numeric addresses may be connected to; patrol's AddressGuard is one. */
export interface AddressPolicy {
  permits(address: string): boolean;
}

/** One connection that the browser asked for: where it went, or that it was refused. */
export interface ProxyConnection {
  readonly host: string;
  readonly port: number;
  /** Numeric address that was dialled; undefined when the name did not resolve. */
  readonly address?: string;
  readonly outcome: 'connected' | 'refused-by-guard' | 'unresolved' | 'failed';
}

const REPLY = { ok: 0, refused: 2, unreachable: 4, failed: 1 } as const;
const CONNECT_TIMEOUT_MS = 15_000;

/** Reads the opening words of a connection piece by piece; what came after them is handed back to the socket. */
class Opening {
  private readonly socket: Socket;
  private bytes: Buffer = Buffer.alloc(0);
  private ended = false;
  private wake: (() => void) | undefined;

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', this.onData);
    socket.on('end', this.onEnd);
    socket.on('close', this.onEnd);
  }

  /** Exactly `count` bytes, or undefined when the peer left before. */
  async take(count: number): Promise<Buffer | undefined> {
    while (this.bytes.length < count) {
      if (this.ended) return undefined;
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    const taken = this.bytes.subarray(0, count);
    this.bytes = this.bytes.subarray(count);
    return taken;
  }

  release(): void {
    this.socket.off('data', this.onData);
    this.socket.off('end', this.onEnd);
    this.socket.off('close', this.onEnd);
    this.socket.pause();
    if (this.bytes.length > 0) this.socket.unshift(this.bytes);
  }

  private readonly onData = (chunk: Buffer): void => {
    this.bytes = Buffer.concat([this.bytes, chunk]);
    this.wake?.();
  };

  private readonly onEnd = (): void => {
    this.ended = true;
    this.wake?.();
  };
}

function ipv6Text(bytes: Buffer): string {
  return Array.from({ length: 8 }, (_, i) => bytes.readUInt16BE(i * 2).toString(16)).join(':');
}

/** The host and port of a SOCKS5 CONNECT request (RFC 1928, 4); undefined for anything else. */
async function readRequest(socket: Socket): Promise<{ host: string; port: number } | undefined> {
  const opening = new Opening(socket);
  try {
    const hello = await opening.take(2);
    if (hello?.[0] !== 5 || !(await opening.take(hello[1]!))) return undefined;
    socket.write(Buffer.from([5, 0]));
    const head = await opening.take(4);
    if (head?.[0] !== 5 || head[1] !== 1) return undefined;
    const host = await readHost(opening, head[3]!);
    const port = await opening.take(2);
    return host && port ? { host, port: port.readUInt16BE() } : undefined;
  } finally {
    opening.release();
  }
}

async function readHost(opening: Opening, kind: number): Promise<string | undefined> {
  if (kind === 1) return (await opening.take(4))?.join('.');
  if (kind === 4) return opening.take(16).then((bytes) => bytes && ipv6Text(bytes));
  const length = kind === 3 ? (await opening.take(1))?.[0] : undefined;
  return length ? (await opening.take(length))?.toString('latin1') : undefined;
}

/**
 * A SOCKS5 proxy on loopback through which one browser context reaches the network. It resolves names itself, asks the
 * policy about every address and dials that very address, so that neither a subresource, a redirect, a web socket nor
 * a second DNS answer (rebinding) reaches a private network. The bytes pass untouched.
 */
export class GuardedProxy {
  readonly connections: ProxyConnection[] = [];
  private readonly policy: AddressPolicy;
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();

  private constructor(policy: AddressPolicy) {
    this.policy = policy;
    this.server = createServer((socket) => {
      this.serve(socket).catch(() => socket.destroy());
    });
  }

  /** Listens on a free loopback port. */
  static async start(policy: AddressPolicy): Promise<GuardedProxy> {
    const proxy = new GuardedProxy(policy);
    proxy.server.listen(0, '127.0.0.1');
    await once(proxy.server, 'listening');
    return proxy;
  }

  /** Address for Playwright's `proxy.server`. */
  get url(): string {
    const address = this.server.address();
    if (!address || typeof address === 'string') throw new Error('the proxy is closed');
    return `socks5://127.0.0.1:${address.port}`;
  }

  /** The numeric address last dialled for a host and port. */
  addressOf(host: string, port: number): string | undefined {
    return this.connections.findLast(
      (one) => one.host === host && one.port === port && one.outcome === 'connected',
    )?.address;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private keep(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    // A reset is an end like any other here: the other half is closed and the browser sees it.
    socket.on('error', () => socket.destroy());
  }

  private async serve(client: Socket): Promise<void> {
    this.keep(client);
    const wanted = await readRequest(client);
    if (!wanted) return void client.destroy();
    const { upstream, connection } = await this.dial(wanted.host, wanted.port);
    this.connections.push(connection);
    const code = {
      connected: REPLY.ok,
      'refused-by-guard': REPLY.refused,
      unresolved: REPLY.unreachable,
      failed: REPLY.failed,
    }[connection.outcome];
    const reply = Buffer.from([5, code, 0, 1, 0, 0, 0, 0, 0, 0]);
    if (!upstream) return void client.end(reply);
    client.write(reply);
    client.pipe(upstream).pipe(client);
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
  }

  private async dial(
    host: string,
    port: number,
  ): Promise<{ upstream?: Socket; connection: ProxyConnection }> {
    let address: string;
    try {
      address = (await lookup(host, { order: 'ipv4first' })).address;
    } catch {
      // The browser is told; the list of connections keeps it for the record.
      return { connection: { host, port, outcome: 'unresolved' } };
    }
    if (!this.policy.permits(address))
      return { connection: { host, port, address, outcome: 'refused-by-guard' } };
    const upstream = dial({ host: address, port, timeout: CONNECT_TIMEOUT_MS });
    this.keep(upstream);
    const { promise, resolve } = Promise.withResolvers<boolean>();
    upstream.once('connect', () => resolve(true));
    upstream.once('close', () => resolve(false));
    upstream.once('timeout', () => upstream.destroy());
    if (!(await promise)) return { connection: { host, port, address, outcome: 'failed' } };
    upstream.setTimeout(0);
    return { upstream, connection: { host, port, address, outcome: 'connected' } };
  }
}
