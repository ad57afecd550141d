// npm run bench NAME [options]: installs what bench/ needs on top (peers to compare with; bench is not a workspace) and
// runs bench/NAME/run.ts on the pinned Node. Without a name it lists what there is.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled, npm, root, runPinned, say } from './installation.mjs';

const bench = join(root, 'bench');
const [name, ...options] = process.argv.slice(2);
const names = readdirSync(bench, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(bench, entry.name, 'run.ts')))
  .map((entry) => entry.name)
  .sort();

if (name === undefined || !names.includes(name)) {
  if (name !== undefined) say(`没有名为 ${name} 的基准测试。`);
  say('用法：npm run bench <名称>。可用的有：');
  for (const each of names) say(`  ${each.padEnd(12)}${purpose(each)}`);
  process.exit(name === undefined ? 0 : 2);
}
ensureInstalled();
installPeers();
const node = spawnSync(join(root, 'node_modules', 'node', 'bin', 'node'), ['--version'], {
  encoding: 'utf8',
});
say(
  `机器：${cpus().length} 核 ${cpus()[0]?.model.trim() ?? ''}，内存 ${Math.round(totalmem() / 2 ** 30)} GB，${process.platform} ${process.arch}，Node ${node.stdout?.trim() ?? ''}`,
);
process.exit(await runPinned([join(bench, name, 'run.ts'), ...options]));

/** The first comment line of the benchmark says what it measures. */
function purpose(each) {
  const first = readFileSync(join(bench, each, 'run.ts'), 'utf8').split('\n', 1)[0] ?? '';
  return first.startsWith('//') ? first.slice(2).trim() : '';
}

function installPeers() {
  const manifest = join(bench, 'package.json');
  if (!existsSync(manifest)) return;
  const locked = existsSync(join(bench, 'package-lock.json'));
  const wanted = createHash('sha256')
    .update(readFileSync(locked ? join(bench, 'package-lock.json') : manifest))
    .digest('hex');
  const stamp = join(bench, 'node_modules', '.wangjian-install');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  say('正在安装基准测试用来比较的软件（bench/package.json）……');
  const status = npm([locked ? 'ci' : 'install', '--no-audit', '--no-fund', '--loglevel=error'], bench);
  if (status !== 0) {
    say('没有装上，请看上面 npm 的报错。');
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
}
