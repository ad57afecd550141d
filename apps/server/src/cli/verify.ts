import { AppError } from '@wangjian/core/errors.ts';
import { verifyParcel } from '@wangjian/evidence/parcel/verify-parcel.ts';
import type { Verification } from '@wangjian/evidence/verify/verify-package.ts';
import { verifyWacz } from '@wangjian/evidence/verify/verify-wacz.ts';
import { Command } from 'commander';

const VERDICTS: Readonly<Record<Verification['verdict'], string>> = {
  intact: '完整：内容与封存时一致',
  tampered: '被改动：内容或结构与封存时不一致',
  incomplete: '不完整：缺少部分内容，无法确认',
};

function readable(result: Verification): string {
  const lines = [`${result.file}`, `结论  ${VERDICTS[result.verdict]}`];
  for (const check of result.checks) lines.push(`  ${check.ok ? '✓' : '✗'} ${check.name}  ${check.detail}`);
  return `${lines.join('\n')}\n`;
}

async function run(files: readonly string[], options: { readonly json?: boolean }): Promise<void> {
  for (const [i, file] of files.entries()) {
    try {
      const result = (await verifyParcel(file)) ?? (await verifyWacz(file));
      if (result.verdict !== 'intact') process.exitCode ||= 1;
      if (options.json) process.stdout.write(`${JSON.stringify(result)}\n`);
      else process.stdout.write(`${i > 0 ? '\n' : ''}${readable(result)}`);
    } catch (error) {
      // One file that cannot be opened must not keep the others from being verified.
      if (!(error instanceof AppError) || files.length === 1) throw error;
      process.stderr.write(`错误：${error.message}\n`);
      process.exitCode = 2;
    }
  }
}

export const command = new Command('verify')
  .description('离线核验证据文件（WACZ）、移送材料包（ZIP）是否完整、有无改动')
  .argument('<文件...>', '一个或多个 .wacz 文件或者移送材料包')
  .option('--json', '每个文件输出一行 JSON')
  .action(run);
