import { AppError } from '@wangjian/core/errors.ts';
import { Command, Option } from 'commander';
import type { Role } from '../app.ts';

interface ServeOptions {
  readonly data: string;
  readonly host: string;
  readonly port: number;
  readonly role: Role;
  readonly empty: boolean;
  readonly history: boolean;
  readonly smallDemo: boolean;
}

/** `wangjian serve`: the platform, until it is told to stop. */
export const command = new Command('serve')
  .description('启动网鉴平台（npm start 即此命令）')
  .option('--data <文件夹>', '数据文件夹', process.env.WANGJIAN_DATA ?? './data')
  .option('--host <地址>', '监听地址；0.0.0.0 表示允许其他机器访问', process.env.HOST ?? '127.0.0.1')
  .option('--port <端口>', '监听端口', parsePort, parsePort(process.env.PORT ?? '8080'))
  .addOption(
    new Option('--role <角色>', '本进程的角色：all 全部，api 只提供网页和接口，worker 只执行后台任务')
      .choices(['all', 'api', 'worker'])
      .default('all'),
  )
  .option('--empty', '全新的数据文件夹不建立演示数据，供实际使用', false)
  .option('--no-history', '全新的演示数据不补录过去一年的办理记录')
  .option('--small-demo', '全新的演示市场只开放三分之一的网站，供测试用', false)
  .action(async (options: ServeOptions) => {
    const { serve } = await import('../main.ts');
    const { data, ...rest } = options;
    const code = await serve({ ...rest, dataDir: data });
    // Whatever a library left open must not hold the process.
    process.exit(code);
  });

function parsePort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535 && text.trim() !== '') return port;
  throw new AppError('invalid_input', `端口 ${text} 无效：应为 0 到 65535 的整数。`);
}
