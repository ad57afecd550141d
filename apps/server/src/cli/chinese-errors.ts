import { type Command, Help } from 'commander';

/** commander's own sentences, as they stand in its source, and ours for them. */
const SENTENCES: readonly (readonly [RegExp, string])[] = [
  [/^error: unknown command '(.*?)'/, '没有“$1”这个命令，可用的命令见 wangjian --help'],
  [/^error: missing required argument '(.*?)'/, '缺少必需的参数“$1”，用法见 --help'],
  [/^error: unknown option '(.*?)'/, '没有 $1 这个选项，可用的选项见 --help'],
  [
    /^error: option '(.*?)' argument '(.*?)' is invalid\. Allowed choices are (.*?)\.\s*$/,
    '选项 $1 不能是“$2”，可以是：$3',
  ],
  [/^error: option '(.*?)' argument '(.*?)' is invalid\.\s*(.*)$/, '选项 $1 的值“$2”无效：$3'],
  [/^error: option '(.*?)' argument missing/, '选项 $1 后面缺少值'],
  [/^error: required option '(.*?)' not specified/, '必须给出选项 $1'],
  [
    /^error: too many arguments(?: for '(.*?)')?\. Expected (\d+) arguments? but got (\d+)/,
    '参数太多：应有 $2 个，给了 $3 个',
  ],
  [
    /^error: command-argument value '(.*?)' is invalid for argument '(.*?)'\.\s*(.*)$/,
    '参数“$2”不能是“$1”：$3',
  ],
  [/^error: /, ''],
];

/** A sentence of commander in Chinese, with its suggestion of a near name. */
export function inChinese(text: string): string {
  const [first = '', ...rest] = text.trim().split('\n');
  const found = SENTENCES.find(([pattern]) => pattern.test(first));
  const words = found ? first.replace(...found) : first;
  const near = rest.join(' ').match(/Did you mean (?:one of )?(.*?)\?/)?.[1];
  return `错误：${words}${near ? `；您是不是要写 ${near}？` : ''}\n`;
}

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
};

/** `(choices: "a", "b", default: "c")`, as commander puts it behind a description, in Chinese. */
function remarkInChinese(text: string): string {
  return text
    .replace(/\(default: \[\]\)$/, '')
    .replace(/ ?\((?=(?:choices|default): )(.*)\)$/s, '（$1）')
    .replace('choices: ', '可以是：')
    .replace(/(?:, )?default: /, (found) => `${found.startsWith(',') ? '，' : ''}默认：`)
    .trimEnd();
}

/** Makes a command and all below it speak Chinese and throw instead of leaving the process. */
export function speakChinese(command: Command): Command {
  command
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(inChinese(text)) })
    .configureHelp({
      styleTitle: (title) => TITLES[title] ?? title,
      commandUsage: (cmd) => usageInChinese(new Help().commandUsage(cmd)),
      subcommandTerm: (cmd) => usageInChinese(new Help().subcommandTerm(cmd)),
      optionDescription: (option) => remarkInChinese(new Help().optionDescription(option)),
      argumentDescription: (argument) => remarkInChinese(new Help().argumentDescription(argument)),
    })
    .helpOption('-h, --help', '显示帮助');
  if (command.commands.length > 0) command.helpCommand('help [命令]', '显示某个命令的帮助');
  for (const inner of command.commands) speakChinese(inner);
  return command;
}

function usageInChinese(usage: string): string {
  return usage.replace('[options]', '[选项]').replace('[command]', '[命令]');
}
