import { renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '@wangjian/core/clock.ts';
import { pino } from 'pino';
import { type AppContext, type AppPart, listenFailure, type Notice, type StartedPart } from './app.ts';
import { type App, buildApp } from './build-app.ts';
import { DEMO_BUREAU, DEMO_OFFICERS, DEMO_ORG_UNITS, DEMO_PASSWORD } from './demo/bureau.ts';
import { beginJournal, HistoryJournal, isHistoryOpen } from './demo/history/journal.ts';
import { DEMO_PROVINCE, DEMO_PROVINCE_OFFICERS, DEMO_PROVINCE_UNITS } from './demo/province.ts';
import { DEMO_NETWORK, openDemoMarket, setUpDemo } from './demo-setup.ts';
import { closePrinter } from './modules/documents/print-pdf.ts';
import { closeBrowsers } from './modules/evidence/jobs.ts';
import { bootstrapBureau } from './modules/officers/bootstrap.ts';
import { seedBureau } from './modules/officers/seed.ts';
import { readConfig } from './platform/config.ts';
import { releaseJobs } from './platform/jobs/release-jobs.ts';
import { createLog } from './platform/log.ts';
import { startDemoHistory } from './start-demo-history.ts';

/** The platform itself: HTTP where the role has it, a worker where the role has it, one kernel for both. */
export const platformPart: AppPart = { name: 'platform', roles: ['all', 'api', 'worker'], start };

async function start(context: AppContext): Promise<StartedPart> {
  const fromEnvironment = readConfig(process.env, { filesFolder: join(context.dataDir, 'files') });
  const config = context.demo
    ? { ...fromEnvironment, patrolAllowPrivate: [...fromEnvironment.patrolAllowPrivate, DEMO_NETWORK] }
    : fromEnvironment;
  const log = createLog(config.logLevel, config.logTo === 'stdout' ? undefined : logFile(context.dataDir));
  const app = await buildApp({ urls: context.database.urls, config, clock: systemClock, log });
  const market = context.demo && context.role !== 'api' ? await openDemoMarket(context) : undefined;
  try {
    const accounts = context.fresh ? await firstAccounts(app, context.demo) : [];
    const journal = join(context.dataDir, 'demo-history.jsonl');
    if (context.fresh && market && context.history) beginJournal(journal, systemClock.now());
    const past = context.history && isHistoryOpen(journal) ? new HistoryJournal(journal) : undefined;
    if (context.fresh && market) await setUpDemo(app.kernel, market, past);
    if (context.database.kind === 'embedded') await releaseJobs(app.kernel.owner);
    const address = context.role === 'worker' ? [] : [{ label: '地址', text: await listen(app, context) }];
    const worker = context.role === 'api' ? undefined : await app.startWorker();
    const history =
      market && past ? startDemoHistory({ urls: context.database.urls, config, journal }, log) : undefined;
    return {
      notices: [...address, ...accounts, ...(market ? demoNotices(context, market.hosts.length) : [])],
      async stop() {
        await history?.stop();
        await worker?.stop();
        await closeBrowsers();
        await closePrinter();
        await app.close();
        await market?.close();
      },
    };
  } catch (error) {
    await market?.close();
    await app.close();
    throw error;
  }
}

async function listen({ http }: App, { host, port }: AppContext): Promise<string> {
  try {
    await http.listen({ host, port });
  } catch (error) {
    throw listenFailure(error as NodeJS.ErrnoException, host, port);
  }
  const address = http.server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  return `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${bound}/`;
}

/** The demo's log-ins, and what happens now. */
function demoNotices({ fresh, history }: AppContext, hosts: number): Notice[] {
  const city = DEMO_OFFICERS.filter(({ region }) => region === DEMO_BUREAU);
  const logins = [...DEMO_PROVINCE_OFFICERS, ...city].map(
    ({ login, name, post }) => `${login.padEnd(12)} ${name}（${post}）`,
  );
  return [
    {
      label: '演示账号',
      text: [...logins, `口令都是 ${DEMO_PASSWORD}；县局、市场监管所的账号见登录页`].join('\n'),
    },
    {
      label: '现在',
      text: fresh
        ? `正在监测演示市场（本机上的 ${hosts} 个网站），登录后即可看到陆续产生的线索和证据。${history ? '\n过去一年的办理记录正在后台按月补录，几分钟内补完。' : ''}\n真实使用：npm start -- --empty --data 另一个文件夹`
        : `演示市场（本机上的 ${hosts} 个网站）已开，可以再次发起监测。`,
    },
  ];
}

/** Accounts of the first start: the demo bureau's, or the three administrators with their random passwords. */
async function firstAccounts({ kernel }: App, demo: boolean): Promise<Notice[]> {
  if (demo) {
    await seedBureau(kernel, {
      bureau: DEMO_BUREAU,
      units: DEMO_ORG_UNITS,
      officers: DEMO_OFFICERS.map((officer) => ({ ...officer, password: DEMO_PASSWORD, mustChange: false })),
      demoAccounts: [...DEMO_OFFICERS, ...DEMO_PROVINCE_OFFICERS].map(({ login, name, post }) => ({
        login,
        password: DEMO_PASSWORD,
        who: `${name}（${post}）`,
      })),
    });
    await seedBureau(kernel, {
      bureau: DEMO_PROVINCE,
      units: DEMO_PROVINCE_UNITS,
      officers: DEMO_PROVINCE_OFFICERS.map((officer) => ({
        ...officer,
        password: DEMO_PASSWORD,
        mustChange: false,
      })),
    });
    return [];
  }
  const accounts = await bootstrapBureau(kernel);
  if (accounts.length === 0) return [];
  const place = kernel.regions.fullName(kernel.config.region);
  const lines = accounts.map(({ login, who, password }) => `${who}  登录名 ${login}  初始口令 ${password}`);
  return [
    { label: '首次登录', text: [...lines, '初始口令只显示这一次，首次登录时须修改。'].join('\n') },
    { label: '本局', text: `${place}（可在第一次启动前用环境变量 WANGJIAN_REGION 指定其他区划）` },
  ];
}

const LOG_BYTES = 64 * 1024 * 1024;

/** `logs/wangjian.log` in the data folder; one that has grown large becomes `wangjian.1.log` at the start. */
function logFile(dataDir: string) {
  const file = join(dataDir, 'logs', 'wangjian.log');
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_BYTES) renameSync(file, join(dataDir, 'logs', 'wangjian.1.log'));
  return pino.destination({ dest: file, mkdir: true, sync: false });
}
