import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { AppError } from '@wangjian/core/errors.ts';
import type { Finding, TextKind } from '@wangjian/core/finding.ts';
import { looksBinary } from '@wangjian/core/looks-binary.ts';
import { dayInChina, isPlainDate } from '@wangjian/core/plain-date.ts';
import { assemble, type PreparedRules } from '@wangjian/screening/compile.ts';
import { keptRules } from '@wangjian/screening/kept-rules.ts';
import type { Screener } from '@wangjian/screening/screener.ts';
import { Command, Option } from 'commander';
import { z } from 'zod';
import { CACHE_FOLDER } from './cache-folder.ts';

const KINDS = ['ad', 'terms', 'review', 'page'] as const;

const CATALOG = join(import.meta.dirname, '../../../../catalog');
const WRONG_INPUT = 2;

interface Options {
  readonly jsonl?: boolean;
  readonly json?: boolean;
  readonly kind?: TextKind;
  readonly on?: string;
}

/** One line of `--jsonl` input; other fields are ignored. */
const Line = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  text: z.string(),
  kind: z.enum(KINDS).nullish(),
  category: z.string().nullish(),
  on: z.string().refine(isPlainDate).nullish(),
});

export const command = new Command('screen')
  .description('按规则筛查文字，列出涉嫌违法的语句、条款和理由')
  .argument('[文件...]', '要筛查的文本文件（UTF-8 或 GB18030）；不写则读标准输入')
  .option('--jsonl', '输入为 JSON Lines：每行 {id,text,kind?,category?}，逐行输出 {id,findings}')
  .option('--json', '输出 JSON Lines，供程序使用')
  .addOption(
    new Option('--kind <种类>', '文字的种类：ad 广告、terms 条款、review 评价、page 网页').choices(KINDS),
  )
  .option('--on <日期>', '按哪一天有效的法律筛查（YYYY-MM-DD），默认今天')
  .addHelpText('after', '\n退出码：0 没有发现，1 有发现，2 用法或输入有误')
  .action(run);

async function run(files: readonly string[], options: Options): Promise<void> {
  const on = options.on ?? dayInChina(new Date());
  if (!isPlainDate(on)) {
    throw new AppError('invalid_input', `--on 应写作 YYYY-MM-DD，收到的是“${on}”`);
  }
  for (const file of files) await assertReadable(file);
  const rules = await keptRules(CATALOG, CACHE_FOLDER);
  const screener = assemble(rules, on);
  if (options.jsonl) await screenLines(files, options, screener);
  else await screenFiles(files, options, screener, rules);
}

async function assertReadable(file: string): Promise<void> {
  const info = await stat(file).catch(() => undefined);
  if (!info) throw new AppError('invalid_input', `没有文件“${file}”，请检查路径`);
  if (info.isDirectory()) throw new AppError('invalid_input', `“${file}”是文件夹，请写文件名`);
}

async function screenLines(files: readonly string[], options: Options, screener: Screener): Promise<void> {
  const sources: { name: string; stream: Readable }[] =
    files.length === 0
      ? [{ name: '标准输入', stream: process.stdin }]
      : files.map((name) => ({ name, stream: createReadStream(name) }));
  let found = false;
  let bad = 0;
  for (const { name, stream } of sources) {
    let number = 0;
    for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
      number++;
      const source = number === 1 ? line.replace(/^\ufeff/, '') : line;
      if (source.trim() === '') continue;
      const input = parseLine(source);
      if (typeof input === 'string') {
        bad++;
        process.stderr.write(`${name} 第 ${number} 行：${input}，已跳过\n`);
        continue;
      }
      const findings = screener.screenText({
        text: input.text,
        kind: input.kind ?? options.kind,
        category: input.category ?? undefined,
        on: input.on ?? undefined,
      });
      found ||= findings.length > 0;
      await write(`${JSON.stringify({ id: input.id ?? number, findings })}\n`);
    }
  }
  if (bad > 0) process.stderr.write(`共有 ${bad} 行没有筛查，请改正后重试\n`);
  if (bad > 0) process.exitCode = WRONG_INPUT;
  else if (found) process.exitCode = 1;
}

function parseLine(line: string): z.infer<typeof Line> | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return '不是 JSON';
  }
  const result = Line.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  return `字段 ${issue?.path.join('.') || '（整行）'} 不合要求`;
}

async function screenFiles(
  files: readonly string[],
  options: Options,
  screener: Screener,
  rules: PreparedRules,
): Promise<void> {
  let found = false;
  let bad = false;
  for (const file of files.length === 0 ? [undefined] : files) {
    const bytes = file === undefined ? await readAll(process.stdin) : await readFile(file);
    if (looksBinary(bytes)) {
      bad = true;
      process.stderr.write(
        `错误：“${file ?? '标准输入'}”不是文本（图片、压缩包、Word 文档等），没有筛查：请先另存为纯文本\n`,
      );
      continue;
    }
    const text = decode(bytes);
    const findings = screener.screenText({ text, kind: options.kind });
    found ||= findings.length > 0;
    const name = file ?? '标准输入';
    if (options.json) await write(`${JSON.stringify({ id: name, findings })}\n`);
    else await write(report(name, text, findings, rules));
  }
  if (bad) process.exitCode = WRONG_INPUT;
  else if (found) process.exitCode = 1;
}

async function readAll(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** UTF-16 by its mark, UTF-8 where it is valid, otherwise GB18030, as older Windows programs save it. */
function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return new TextDecoder('gb18030').decode(bytes);
  }
}

async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

function report(name: string, text: string, findings: readonly Finding[], rules: PreparedRules): string {
  if (findings.length === 0) return `${name}：没有发现涉嫌违法的内容\n`;
  const lines = [`${name}：发现 ${findings.length} 处`];
  findings.forEach((finding, index) => {
    const type = rules.violations.get(finding.violation);
    const category = rules.categories.get(type?.category ?? '') ?? '';
    const before = text.slice(0, finding.start);
    const line = before.split('\n').length;
    const column = finding.start - before.lastIndexOf('\n');
    const level = finding.level === 'violation' ? '违法' : '疑似';
    lines.push(
      '',
      `${index + 1}. 【${level}】${type?.name ?? finding.violation}（${category}）`,
      `   位置：第 ${line} 行第 ${column} 字，“${finding.term}”`,
      `   语句：${finding.quote.replaceAll('\n', ' ')}`,
      `   理由：${finding.why}`,
      `   依据：${finding.articles
        .map(
          ({ law, article, version, unverified }) =>
            `《${law}》${article}（${version} 起施行${unverified ? '，未核对' : ''}）`,
        )
        .join('；')}`,
      `   规则：${finding.rule} ${finding.version}`,
    );
  });
  return `${lines.join('\n')}\n`;
}
