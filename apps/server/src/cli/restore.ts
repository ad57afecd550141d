import { join } from 'node:path';
import { AppError } from '@wangjian/core/errors.ts';
import { Command } from 'commander';
import {
  inFreshFolder,
  migrationsOf,
  restoreDatabase,
  restoreFiles,
  summaryOf,
  type VerifiedBackup,
  verifyBackup,
} from '../platform/backup/restore.ts';
import { withClient } from '../platform/db/connections.ts';
import { externalFromEnvironment, openDatabase } from '../platform/db/database.ts';
import { allMigrations, migrateEverything, migrateOnly } from '../schema.ts';
import { inWords } from './backup.ts';
import { progressLine } from './progress-line.ts';

interface RestoreOptions {
  readonly data: string;
  readonly check: boolean;
  readonly json: boolean;
}

/** `wangjian restore`: a backup into an empty data folder (or an empty external database). */
export const command = new Command('restore')
  .description('把备份恢复到一个空的数据文件夹，并逐表核对')
  .argument('<备份文件>', 'backup 生成的文件')
  .option('--data <文件夹>', '新的数据文件夹（不存在或为空）', process.env.WANGJIAN_DATA ?? './data')
  .option('--check', '只检查备份文件是否完好，不恢复', false)
  .option('--json', '以 JSON 输出结果', false)
  .action(async (file: string, options: RestoreOptions) => {
    const line = progressLine();
    try {
      line.show('正在检查备份文件……');
      const backup = await verifyBackup(file);
      if (!options.check) {
        await inFreshFolder(options.data, (draft) => restoreInto(draft, options.data, backup, line.show));
      }
      line.clear();
      const done = options.check ? '备份文件完好' : '恢复完成，已逐表核对';
      process.stdout.write(
        options.json ? `${JSON.stringify(summaryOf(backup))}\n` : `${done}：${inWords(summaryOf(backup))}\n`,
      );
    } finally {
      line.clear();
    }
  });

async function restoreInto(
  draft: string,
  dataDir: string,
  backup: VerifiedBackup,
  progress: (text: string) => void,
): Promise<void> {
  const external = externalFromEnvironment();
  const database = await openDatabase({
    dataDir: draft,
    ...(external ? { external } : {}),
    whenRunning: 'refuse',
  });
  try {
    if (external) await refuseUsedDatabase(database.urls.owner);
    await migrateOnly(database.urls.owner, migrationsOf(backup, await allMigrations()));
    await restoreDatabase(database.urls.owner, backup, progress);
    // A store elsewhere (WANGJIAN_FILES) is written in place; its contents are named by their hash and harm nobody.
    await restoreFiles(
      backup,
      { dataDir: draft, filesFolder: process.env.WANGJIAN_FILES || join(draft, 'files') },
      progress,
    );
    await migrateEverything(database.urls.owner);
  } finally {
    await database.stop();
  }
  progress(`正在移入 ${dataDir}`);
}

async function refuseUsedDatabase(ownerUrl: string): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    const { rows } = await client.query<{ tables: number }>(
      "SELECT count(*)::int AS tables FROM pg_tables WHERE schemaname !~ '^pg_' AND schemaname <> 'information_schema'",
    );
    if (rows[0]!.tables === 0) return;
    throw new AppError(
      'invalid_input',
      'DATABASE_URL 指向的数据库不是空的：恢复只写入空的数据库，请新建一个再试。',
    );
  });
}
