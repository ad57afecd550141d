import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { AppContext } from './app.ts';
import { DEMO_BUREAU } from './demo/bureau.ts';
import { leadsByYear } from './demo/history/history.ts';
import { type DemoRegistryRow, demoRegistryRows } from './demo/registry.ts';
import { type DemoMarket, startDemoMarket } from './demo/start-demo-market.ts';
import { setNumbersAside } from './modules/leads/service.ts';
import { startPatrol } from './modules/patrols/service.ts';
import { registerSite } from './modules/registry/service.ts';
import { systemActor } from './platform/actor.ts';
import type { Kernel } from './platform/kernel.ts';
import { runUseCase } from './platform/run-use-case.ts';
import { useCase } from './platform/use-case.ts';

/** Where patrols of a demo may go besides the public internet. */
export const DEMO_NETWORK = '127.0.0.0/8';

const KeptMarket = z.object({ port: z.int(), small: z.boolean().default(false) });

/** Starts the demo market where and as large as it was at the first start, since its addresses stand in the register. */
export async function openDemoMarket({ dataDir, smallDemo }: AppContext): Promise<DemoMarket> {
  const file = join(dataDir, 'demo-market.json');
  const kept = await readFile(file, 'utf8').then(
    (text) => KeptMarket.parse(JSON.parse(text)),
    () => undefined,
  );
  if (kept !== undefined) return await startDemoMarket(kept);
  const market = await startDemoMarket({ small: smallDemo });
  await mkdir(dataDir, { recursive: true });
  const port = Number(new URL(market.hosts[0]!.url).port);
  await writeFile(file, JSON.stringify({ port, small: smallDemo } satisfies z.infer<typeof KeptMarket>));
  return market;
}

/** Enters the demo market into the register, platforms before the shops on them; twice is as good as once. */
const enterDemoRegister = useCase({
  action: 'demo.register',
  title: '建立演示主体库',
  permission: 'registry.import',
  input: z.custom<readonly DemoRegistryRow[]>(Array.isArray),
  async run(context, rows) {
    const ids = new Map<string, string>();
    for (const row of [...rows].sort(
      (a, b) => Number(a.platformUrl !== null) - Number(b.platformUrl !== null),
    )) {
      const id = await registerSite(context, DEMO_BUREAU, {
        name: row.name,
        address: row.url,
        kind: row.kind,
        forms: row.forms,
        // What lies elsewhere is the city bureau's own matter until it is handed over.
        region: context.regions.contains(DEMO_BUREAU, row.region) ? row.region : DEMO_BUREAU,
        foundBy: row.foundBy,
        platformId: row.platformUrl === null ? null : (ids.get(row.platformUrl) ?? null),
        operator:
          row.operatorName === null
            ? undefined
            : { name: row.operatorName, uscc: row.uscc, phones: row.phone === null ? [] : [row.phone] },
        phones: row.phone === null ? [] : [row.phone],
      });
      if (id !== null) ids.set(row.url, id);
    }
    return { result: ids.size, audit: { on: null, after: { sites: ids.size } } };
  },
});

/** Leads of the past are entered while the patrol finds new ones: their numbers stand before those all the same. */
const numberPast = useCase({
  action: 'demo.numbers',
  title: '预留历史线索编号',
  permission: 'lead.register',
  input: z.object({ until: z.date(), seed: z.string() }),
  async run(context, { until, seed }) {
    const counts = [...leadsByYear(until, seed)].map(([year, count]) => ({ year, count }));
    for (const one of counts) await setNumbersAside(context, DEMO_BUREAU, one);
    return { result: undefined, audit: { on: null, after: { counts } } };
  },
});

/**
 * The first start of a demo: its register, numbers for a `past` that is to be written, and a patrol of the whole market that
 * begins as soon as a worker runs.
 */
export async function setUpDemo(
  kernel: Kernel,
  market: DemoMarket,
  past: { readonly until: Date; readonly seed: string } | undefined,
): Promise<void> {
  const actor = systemActor('demo', [DEMO_BUREAU]);
  if (past) await runUseCase(kernel, numberPast, actor, { until: past.until, seed: past.seed });
  await runUseCase(kernel, enterDemoRegister, actor, demoRegistryRows(market));
  await runUseCase(kernel, startPatrol, actor, {
    name: '演示市场首次监测',
    region: DEMO_BUREAU,
    maxPages: 40,
    seeds: market.hosts.map(({ url }) => url).join('\n'),
    key: 'demo-first-patrol',
  });
}
