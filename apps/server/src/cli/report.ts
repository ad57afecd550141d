import { writeFile } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { systemClock } from '@wangjian/core/clock.ts';
import { AppError } from '@wangjian/core/errors.ts';
import { Command } from 'commander';
import { buildApp } from '../build-app.ts';
import { annex2File, unitByCode } from '../modules/reports/service.ts';
import { systemActor } from '../platform/actor.ts';
import { readConfig } from '../platform/config.ts';
import { externalFromEnvironment, openDatabase } from '../platform/db/database.ts';
import { createLog } from '../platform/log.ts';
import { runUseCase } from '../platform/run-use-case.ts';

interface Annex2Options {
  readonly org: string;
  readonly month: string;
  readonly out: string;
  readonly data: string;
}

const FORMATS = { '.xlsx': 'xlsx', '.docx': 'docx', '.csv': 'csv' } as const;

const annex2 = new Command('annex2')
  .description('附件2《专项行动情况统计表》：按记录计算，不另外填数')
  .requiredOption('--org <代码>', '填报单位：区划代码（如 640521）或机构编号')
  .requiredOption('--month <年-月>', '统计月份，例如 2026-10')
  .requiredOption('--out <文件>', '写到哪里；按扩展名决定格式：.xlsx、.docx、.csv')
  .option('--data <文件夹>', '数据文件夹', process.env.WANGJIAN_DATA ?? './data')
  .action(run);

/** `wangjian report annex2`. */
export const command = new Command('report').description('统计报表').addCommand(annex2);

async function run({ org, month, out, data }: Annex2Options): Promise<void> {
  const format = FORMATS[extname(out).toLowerCase() as keyof typeof FORMATS];
  if (!format) throw new AppError('invalid_input', `“${out}”的扩展名应是 .xlsx、.docx 或 .csv`);
  if (!/^\d{4}-(?:0[1-9]|1[0-2])$/.test(month)) {
    throw new AppError('invalid_input', `月份“${month}”写法不对，应如 2026-10`);
  }
  const external = externalFromEnvironment();
  const database = await openDatabase({
    dataDir: data,
    ...(external ? { external } : {}),
    whenRunning: 'share',
    existing: true,
  });
  try {
    const config = readConfig(process.env, { filesFolder: join(data, 'files') });
    const app = await buildApp({ urls: database.urls, config, clock: systemClock, log: createLog('silent') });
    try {
      const { bureau, id } = await unitByCode(app.kernel, org);
      const [year, number] = month.split('-').map(Number) as [number, number];
      const last = new Date(Date.UTC(year, number, 0)).getUTCDate();
      const { bytes } = await runUseCase(app.kernel, annex2File, systemActor('report', [bureau]), {
        org: id,
        from: `${month}-01`,
        to: `${month}-${last}`,
        format,
      });
      await writeFile(out, bytes);
      process.stdout.write(`已写入 ${resolve(out)}\n`);
    } finally {
      await app.close();
    }
  } finally {
    await database.stop();
  }
}
