import { Command, Option } from 'commander';
import { describe, expect, it } from 'vitest';
import { speakChinese } from './chinese-errors.ts';

function complaint(...argv: string[]): string {
  let written = '';
  const program = new Command('wangjian');
  program.addCommand(
    new Command('screen').argument('<文件>').option('--on <日期>').requiredOption('--out <文件>'),
  );
  speakChinese(program);
  for (const command of [program, ...program.commands]) {
    const { outputError } = command.configureOutput();
    command.configureOutput({
      writeErr: () => undefined,
      outputError: (text) => outputError!(text, (words) => (written += words)),
    });
  }
  expect(() => program.parse(argv, { from: 'user' })).toThrow();
  return written;
}

describe('wrong use of the command line', () => {
  it.each([
    [['nope'], '没有“nope”这个命令'],
    [['scren'], 'screen'],
    [['screen', '--out', 'x'], '缺少必需的参数“文件”'],
    [['screen', 'a', '--out', 'x', '--foo'], '没有 --foo 这个选项'],
    [['screen', 'a', '--out'], '后面缺少值'],
    [['screen', 'a'], '必须给出选项 --out'],
    [['screen', 'a', 'b', '--out', 'x'], '参数太多'],
  ])('%j is answered in Chinese', (argv, words) => {
    const text = complaint(...argv);
    expect(text).toContain(words);
    expect(text).not.toMatch(/error:|Did you mean/);
  });
});

describe('help', () => {
  it('has no English in it', () => {
    const inner = new Command('list')
      .description('列出')
      .argument('<文件>', '文件')
      .addOption(new Option('--kind <种类>', '种类').choices(['ad', 'page']).default('ad'))
      .option('--net <网段>', '网段', [])
      .option('--data <文件夹>', '数据文件夹', './data');
    const program = speakChinese(new Command('wangjian').addCommand(inner));
    const help = program.helpInformation() + inner.helpInformation();
    expect(help).toContain('（可以是："ad", "page"，默认："ad"）');
    expect(help).toContain('（默认："./data"）');
    expect(help).not.toMatch(/usage|options|arguments|commands?|default|choices|display/i);
  });
});
