import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { testOidcProvider } from '@wangjian/server/platform/test/test-oidc-provider.ts';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the running platform, without a slash at its end. */
    base: string;
  }
}

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Starts the platform as a user does, on a fresh data folder with the demo bureau, and stops it after the tests. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (!existsSync(join(root, 'apps/web/dist/index.html'))) {
    throw new Error('apps/web/dist is missing: run `npm run build:web` first');
  }
  const data = await mkdtemp(join(tmpdir(), 'wangjian-e2e-'));
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const provider = await testOidcProvider();
  provider.serve(base);
  provider.letIn('zhifa');
  const server = spawn(
    process.execPath,
    [
      join(root, 'apps/server/bin/wangjian.mjs'),
      'serve',
      '--data',
      join(data, 'data'),
      '--port',
      String(port),
      // Journeys count what they made themselves; the demo's past has a test of its own.
      '--no-history',
      // The whole market would keep the machine busy through a third of the journeys.
      '--small-demo',
    ],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        WANGJIAN_OIDC_ISSUER: provider.issuer,
        WANGJIAN_OIDC_CLIENT_ID: provider.clientId,
        WANGJIAN_OIDC_CLIENT_SECRET: provider.clientSecret,
        WANGJIAN_OIDC_CLAIM: 'sub',
        WANGJIAN_OIDC_LABEL: '政务统一身份认证',
      },
    },
  );
  let said = '';
  const exited = once(server, 'exit');
  await new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('网鉴已启动')) resolve();
    };
    server.stdout.on('data', hear);
    server.stderr.on('data', hear);
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}:\n${said}`)));
  });
  project.provide('base', base);
  return async () => {
    server.kill('SIGTERM');
    await exited;
    await provider.close();
    await rm(data, { recursive: true, force: true });
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
