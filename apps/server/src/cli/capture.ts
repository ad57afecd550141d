import { access, constants } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname, resolve } from 'node:path';
import { AppError } from '@wangjian/core/errors.ts';
import { launchBrowser } from '@wangjian/evidence/browser/launch.ts';
import { capturePage } from '@wangjian/evidence/capture/capture-page.ts';
import { sealCapture } from '@wangjian/evidence/seal/seal-capture.ts';
import { AddressGuard } from '@wangjian/patrol/address-guard.ts';
import { Command } from 'commander';

interface Options {
  readonly out: string;
  readonly allowPrivate: readonly string[];
  readonly taker: readonly string[];
  readonly term?: string;
  readonly quote?: string;
  readonly timeout: string;
}

const collect = (value: string, before: readonly string[]) => [...before, ...value.split(',')];

async function checkFolder(out: string): Promise<void> {
  const folder = dirname(resolve(out));
  try {
    await access(folder, constants.W_OK);
  } catch (error) {
    throw new AppError('invalid_input', `不能写入文件夹 ${folder}：请先建立该文件夹，或换一个可写的位置`, {
      cause: error,
    });
  }
}

async function run(url: string, options: Options): Promise<void> {
  const seconds = Number(options.timeout);
  if (!(seconds > 0))
    throw new AppError('invalid_input', `--timeout 应为正数（秒），收到的是“${options.timeout}”`);
  const policy = new AddressGuard(options.allowPrivate);
  await checkFolder(options.out);
  const browser = await launchBrowser();
  try {
    const capture = await capturePage(url, {
      browser,
      policy,
      timeout: seconds * 1000,
      circumstances: {
        takers:
          options.taker.length > 0
            ? options.taker.map((name) => ({ name }))
            : [{ name: userInfo().username }],
        note: '由 wangjian capture 命令生成',
      },
      ...(options.term
        ? { mark: { term: options.term, ...(options.quote ? { quote: options.quote } : {}) } }
        : {}),
      onStep: (step) => {
        if (process.stderr.isTTY) process.stderr.write(`${step.what}\n`);
      },
    });
    const seal = await sealCapture(capture, options.out);
    const lines = [
      `证据文件  ${seal.file}`,
      `网　　址  ${capture.finalUrl}${capture.finalUrl === capture.url ? '' : `（由 ${capture.url} 跳转）`}`,
      `标　　题  ${capture.title || '（无标题）'}`,
      `状 态 码  ${capture.status}`,
      `固定时间  ${capture.started.toISOString()} — ${capture.finished.toISOString()}`,
      `网络请求  ${capture.requests.total} 个，失败 ${capture.requests.failed} 个`,
      `清单 SHA-256  ${seal.datapackageSha256}`,
      `哈希树根 SM3  ${seal.tree.sm3}`,
    ];
    process.stdout.write(`${lines.join('\n')}\n`);
  } finally {
    await browser.close();
  }
}

export const command = new Command('capture')
  .description('把一个网页固定为证据文件（WACZ）')
  .argument('<网址>', '网页地址，以 http:// 或 https:// 开头')
  .requiredOption('--out <文件>', '证据文件，扩展名 .wacz')
  .option('--allow-private <网段>', '允许访问的内网网段，可重复或用逗号分开', collect, [])
  .option('--taker <姓名>', '取证人，可重复；默认是本机登录名', collect, [])
  .option('--term <文字>', '在截图上标出的词语')
  .option('--quote <文字>', '词语所在的原句，用来找准位置')
  .option('--timeout <秒>', '等待网页载入的秒数', '30')
  .action(run);
