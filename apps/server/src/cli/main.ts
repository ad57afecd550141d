import { AppError } from '@wangjian/core/errors.ts';
import { Command, CommanderError } from 'commander';
import { speakChinese } from './chinese-errors.ts';
import { commandTable } from './command-table.ts';

/** Exit codes: 0 done, 1 findings or a failed verification where that is the question, 2 wrong use or bad input. */
const WRONG_USE = 2;

async function run(argv: readonly string[]): Promise<void> {
  const program = new Command('wangjian')
    .description('网鉴：网络市场监管开放平台')
    .usage('<命令> [选项]')
    .helpOption('-h, --help', '显示帮助')
    .helpCommand('help [命令]', '显示某个命令的帮助')
    .version('0.1.0', '-V, --version', '显示版本号');
  const wanted = argv.find((arg) => !arg.startsWith('-'));
  for (const [name, entry] of Object.entries(commandTable)) {
    // Only the command that is asked for is loaded: `screen` must not pay for PostgreSQL and the browser.
    if (name === wanted || (wanted === 'help' && argv.includes(name))) {
      program.addCommand((await entry.load()).command);
    } else {
      program.addCommand(new Command(name).description(entry.description).allowUnknownOption());
    }
  }
  await speakChinese(program).parseAsync(argv, { from: 'user' });
}

// `wangjian … | head` closes our output early; that is no fault of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  await run(process.argv.slice(2));
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : WRONG_USE;
  } else if (error instanceof AppError) {
    process.stderr.write(`错误：${error.message}\n`);
    for (const problem of error.problems) process.stderr.write(`  ${problem.path}：${problem.message}\n`);
    process.exitCode = WRONG_USE;
  } else {
    throw error;
  }
}
