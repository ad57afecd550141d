import { Command } from 'commander';
import { externalFromEnvironment, openDatabase } from '../platform/db/database.ts';
import { migrateEverything } from '../schema.ts';

interface MigrateOptions {
  readonly data: string;
}

/** `wangjian db …`: what an administrator does to the database itself. */
export const command = new Command('db').description('数据库维护').addCommand(
  new Command('migrate')
    .description('把数据库升级到本版本（serve 启动时会自动执行）')
    .option('--data <文件夹>', '数据文件夹', process.env.WANGJIAN_DATA ?? './data')
    .action(async (options: MigrateOptions) => {
      const external = externalFromEnvironment();
      const database = await openDatabase({
        dataDir: options.data,
        ...(external ? { external } : {}),
        whenRunning: 'share',
        existing: true,
        note: (text) => process.stderr.write(`${text}\n`),
      });
      try {
        const applied = await migrateEverything(database.urls.owner);
        for (const name of applied) process.stdout.write(`已执行 ${name}\n`);
        process.stdout.write(
          applied.length === 0 ? '数据库已是最新版本。\n' : `共执行 ${applied.length} 个迁移。\n`,
        );
      } finally {
        await database.stop();
      }
    }),
);
