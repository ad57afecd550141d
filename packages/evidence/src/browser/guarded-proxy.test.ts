import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GuardedProxy } from './guarded-proxy.ts';

let echo: Server;
let echoPort: number;
let proxy: GuardedProxy;

beforeEach(async () => {
  echo = createServer((socket) => socket.on('error', () => socket.destroy()).pipe(socket)).listen(
    0,
    '127.0.0.1',
  );
  await once(echo, 'listening');
  echoPort = (echo.address() as { port: number }).port;
});
afterEach(async () => {
  await proxy.close();
  echo.close();
});

async function dial(): Promise<Socket> {
  const socket = connect(Number(new URL(proxy.url).port), '127.0.0.1');
  await once(socket, 'connect');
  return socket;
}

/** Asks for a host by name and gives the SOCKS5 reply code; the socket stays open on success. */
async function ask(host: string, port: number): Promise<{ socket: Socket; code: number | undefined }> {
  const socket = await dial();
  socket.write(Buffer.from([5, 1, 0]));
  await once(socket, 'data');
  const request = Buffer.concat([Buffer.from([5, 1, 0, 3, host.length]), Buffer.from(host), Buffer.alloc(2)]);
  request.writeUInt16BE(port, request.length - 2);
  socket.write(request);
  const [reply] = (await once(socket, 'data')) as [Buffer];
  return { socket, code: reply[1] };
}

describe('GuardedProxy', () => {
  it('carries the bytes of a permitted connection, both ways, and remembers where it went', async () => {
    proxy = await GuardedProxy.start({ permits: (address) => address === '127.0.0.1' });
    const { socket, code } = await ask('localhost', echoPort);
    expect(code).toBe(0);
    socket.write('证据');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toBe('证据');
    expect(proxy.addressOf('localhost', echoPort)).toBe('127.0.0.1');
    socket.destroy();
  });

  it('asks the policy about the address that a name stands for, and connects nowhere when it refuses', async () => {
    const asked: string[] = [];
    proxy = await GuardedProxy.start({
      permits: (address) => {
        asked.push(address);
        return false;
      },
    });
    let reached = false;
    echo.on('connection', () => {
      reached = true;
    });
    expect((await ask('localhost', echoPort)).code).toBe(2);
    expect(asked).toEqual(['127.0.0.1']);
    expect(reached).toBe(false);
    expect(proxy.connections).toMatchObject([{ outcome: 'refused-by-guard' }]);
    expect(proxy.addressOf('localhost', echoPort)).toBeUndefined();
  });

  it('answers for a name that does not resolve and a port where nobody listens', async () => {
    proxy = await GuardedProxy.start({ permits: () => true });
    expect((await ask('no-such-host.invalid', 80)).code).toBe(4);
    echo.close();
    await once(echo, 'close');
    expect((await ask('127.0.0.1', echoPort)).code).toBe(1);
    expect(proxy.connections.map((one) => one.outcome)).toEqual(['unresolved', 'failed']);
    echo = createServer().listen(0, '127.0.0.1');
  });

  it('closes on anything that is not SOCKS5, and goes on serving', async () => {
    proxy = await GuardedProxy.start({ permits: () => true });
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 300 }), async (noise) => {
        const socket = await dial();
        socket.resume();
        socket.end(noise[0] === 5 ? noise.with(0, 4) : noise);
        await once(socket, 'close');
      }),
      { numRuns: 20 },
    );
    expect((await ask('127.0.0.1', echoPort)).code).toBe(0);
  });
});
