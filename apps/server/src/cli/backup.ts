import { join } from 'node:path';
import { Command } from 'commander';
import { type BackupSummary, writeBackup } from '../platform/backup/backup.ts';
import { externalFromEnvironment, openDatabase } from '../platform/db/database.ts';
import { progressLine } from './progress-line.ts';

interface BackupOptions {
  readonly data: string;
  readonly out?: string;
  readonly json: boolean;
}

/** `wangjian backup`: one file with everything, while the platform runs. */
export const command = new Command('backup')
  .description('把数据库和文件备份到一个文件（可在运行中执行）')
  .option('--data <文件夹>', '数据文件夹', process.env.WANGJIAN_DATA ?? './data')
  .option('--out <文件>', '备份文件，默认为当前文件夹下的 wangjian-backup-<时间>.tar')
  .option('--json', '以 JSON 输出结果', false)
  .action(async (options: BackupOptions) => {
    const external = externalFromEnvironment();
    const line = progressLine();
    const database = await openDatabase({
      dataDir: options.data,
      ...(external ? { external } : {}),
      whenRunning: 'share',
      existing: true,
    });
    try {
      const sources = {
        ownerUrl: database.urls.owner,
        dataDir: options.data,
        filesFolder: process.env.WANGJIAN_FILES || join(options.data, 'files'),
      };
      const summary = await writeBackup(sources, options.out ?? defaultName(), line.show);
      line.clear();
      process.stdout.write(options.json ? `${JSON.stringify(summary)}\n` : `备份完成：${inWords(summary)}\n`);
    } finally {
      line.clear();
      await database.stop();
    }
  });

function defaultName(): string {
  const stamp = new Date().toISOString().replace(/[-:]/g, '').replace(/\..*/, '').replace('T', '-');
  return `wangjian-backup-${stamp}.tar`;
}

/** `文件（12.3 MB）：40 张表 12345 行，678 个文件`. */
export function inWords({ file, bytes, tables, rows, files }: BackupSummary): string {
  return `${file}（${(bytes / 2 ** 20).toFixed(1)} MB）：${tables} 张表 ${rows} 行，${files} 个文件`;
}
