import { readFile } from 'node:fs/promises';
import { AppError } from '@wangjian/core/errors.ts';
import { looksBinary } from '@wangjian/core/looks-binary.ts';
import type { NamedParty, SiteKind } from '@wangjian/core/site.ts';
import { type IdentifiedFile, identifyBytes } from '@wangjian/patrol/classify/identify-bytes.ts';
import { Command } from 'commander';

const KIND_NAMES: Readonly<Record<SiteKind, string>> = {
  platform: '网络交易平台',
  independent: '独立交易网站',
  shop: '平台内店铺',
  'non-trading': '非交易网站',
  unknown: '待确认',
};
const ROLE_NAMES: Readonly<Record<NamedParty['role'], string>> = {
  operator: '经营者',
  'site-maker': '建站单位',
  mentioned: '提及',
};

interface Options {
  readonly url?: string;
  readonly json?: boolean;
}

export const command = new Command('identify')
  .description('识别网页由谁经营：名称、统一社会信用代码、备案号、电话、许可证和亮照标识')
  .argument('<文件...>', '保存下来的网页（HTML；编码自动识别）；写 - 读标准输入')
  .option('--url <网址>', '网页原来的网址，用来还原相对链接和识别店铺网址')
  .option('--json', '每个文件输出一行 JSON，供程序使用')
  .addHelpText('after', '\n退出码：0 完成，2 用法或输入有误')
  .action(run);

async function run(files: readonly string[], options: Options): Promise<void> {
  const url = options.url ?? '';
  if (url !== '' && !/^https?:$/.test(URL.parse(url)?.protocol ?? '')) {
    throw new AppError('invalid_input', `--url 应是 http 或 https 开头的完整网址，收到的是“${url}”`);
  }
  const problems: { path: string; message: string }[] = [];
  for (const file of files) {
    const bytes = await bytesOf(file).catch((error: NodeJS.ErrnoException) => {
      problems.push({ path: file, message: reasonOf(error) });
      return undefined;
    });
    if (!bytes) continue;
    if (looksBinary(bytes)) {
      problems.push({ path: file, message: '不是网页（图片、压缩包、程序等），没有识别' });
      continue;
    }
    const found = identifyBytes(bytes, url);
    process.stdout.write(options.json ? `${JSON.stringify(toJson(file, found))}\n` : toText(file, found));
  }
  if (problems.length > 0) {
    throw new AppError('invalid_input', `有 ${problems.length} 个文件没有识别，请检查`, { problems });
  }
}

async function bytesOf(file: string): Promise<Uint8Array> {
  if (file !== '-') return readFile(file);
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function reasonOf(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return '没有这个文件';
  if (error.code === 'EISDIR') return '这是文件夹，请写文件名';
  if (error.code === 'EACCES') return '没有读取的权限';
  return `读取失败（${error.code ?? error.message}）`;
}

function toJson(file: string, found: IdentifiedFile): object {
  const { title, charset, siteKind, operators, uscc, icp, police, phones, licences, marks } = found;
  return { file, title, charset, siteKind, operators, uscc, icp, police, phones, licences, marks };
}

function toText(file: string, found: IdentifiedFile): string {
  const names = found.operators.map(({ name, role }) => `${name}（${ROLE_NAMES[role]}）`);
  const rows: [string, readonly string[]][] = [
    ['标题', found.title === '' ? [] : [found.title]],
    [
      '类别',
      [`${KIND_NAMES[found.siteKind]}（把握 ${Math.round(found.confidence * 100)}%）`, ...found.reasons],
    ],
    ['名称', names],
    ['统一社会信用代码', found.uscc],
    ['ICP备案', found.icp],
    ['公安备案', found.police],
    ['电话', found.phones],
    ['许可证', found.licences],
    ['亮照标识', found.marks],
    ['编码', [found.charset]],
  ];
  const lines = rows.map(
    ([label, values]) => `  ${label}：${values.length === 0 ? '（没有发现）' : values.join('；')}`,
  );
  return `${file}\n${lines.join('\n')}\n`;
}
