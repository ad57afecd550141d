// npm test: installs what is missing and runs everything there is to check; --quick (npm run check) leaves out the slow
// tests, the builds and the browser, --full takes no samples. With paths it runs only the tests of those. The last line
// is always `N passed, N failed`. Runs on any Node from 20 up, without a terminal.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled, root, runPinned, say, toolEnvironment } from './installation.mjs';
import { ensureWebBuilt } from './web-build.mjs';

const flags = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
const paths = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const unknown = flags.find((flag) => !['--quick', '--full'].includes(flag));
if (unknown) {
  say(`不认识的选项 ${unknown}：可用 --quick（快速检查）、--full（不抽样，全部运行），或要测试的路径。`);
  process.exit(2);
}
const quick = flags.includes('--quick');
if (flags.includes('--full')) process.env.WANGJIAN_TEST_FULL = '1';

ensureInstalled();
const results = mkdtempSync(join(tmpdir(), 'wangjian-results-'));
const browserConfig = join('apps', 'web', 'e2e', 'vitest.config.ts');
/** @type {{title: string, ok: boolean, seconds: number, passed: number, failed: number}[]} */
const done = [];

const rules = paths.filter((path) => /^catalog\/rules(\/|$)/.test(path));
const files = paths.filter((path) => !rules.includes(path));
if (paths.length > 0) {
  if (rules.length > 0) await stage('规则的例子', () => ruleExamples(rules));
  if (files.length > 0) await stage('测试', () => vitest('unit', files));
} else {
  await stage('依赖清单完整', () => runPinned([join('scripts', 'complete-lock.mjs'), '--check']));
  await stage('类型', () => tool('tsc', ['--noEmit']));
  await stage('网页只用 109 内核有的函数', () => tool('tsc', ['--noEmit', '-p', join('apps', 'web')]));
  await stage('代码规范', () => tool('biome', ['check', '--diagnostic-level=warn', '.']));
  await stage('层次', () => runPinned([join('scripts', 'floors.mjs')]));
  await stage('无用代码', () => tool('knip', []));
  await stage('测试', () => vitest('unit', quick ? ['--exclude', '**/*.slow.test.ts'] : []));
  if (!quick) {
    const built = await stage('构建网页', ensureWebBuilt);
    if (built && existsSync(join(root, browserConfig))) {
      await stage('浏览器测试', () => vitest('browser', ['-c', browserConfig]));
    }
  }
}
summarise();

/** Runs one step under a heading; `run` resolves with an exit code, or with counts of tests. */
async function stage(title, run) {
  process.stdout.write(`\n── ${title} ${'─'.repeat(Math.max(4, 60 - title.length * 2))}\n`);
  const began = Date.now();
  const answer = await run();
  const counts =
    typeof answer === 'number' ? { ok: answer === 0, passed: 0, failed: answer === 0 ? 0 : 1 } : answer;
  const seconds = (Date.now() - began) / 1000;
  done.push({ title, seconds, ...counts });
  process.stdout.write(`${counts.ok ? '✓' : '✗'} ${title}（${seconds.toFixed(1)} 秒）\n`);
  return counts.ok;
}

/** Runs Vitest, its output streamed, and counts from its JSON report. */
async function vitest(name, args) {
  const report = join(results, `${name}.json`);
  const code = await tool('vitest', [
    'run',
    ...args,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  if (!existsSync(report)) return { ok: false, passed: 0, failed: 1 };
  const counts = JSON.parse(readFileSync(report, 'utf8'));
  // A file that does not load has no tests to count, yet it failed; so did a run that ended badly after its tests.
  const unloaded = counts.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  const failed = counts.numFailedTests + unloaded.length;
  const ok = code === 0 && failed === 0;
  return { ok, passed: counts.numPassedTests, failed: ok ? 0 : Math.max(1, failed) };
}

/** Runs the examples of rules given by their folders and says why each text hit or did not. */
async function ruleExamples(folders) {
  const ids = folders.map((folder) =>
    folder.replace(/^catalog\/rules\/?/, '').replace(/\/[^/]*\.yaml$|\/$/, ''),
  );
  const cli = join('apps', 'server', 'src', 'cli', 'main.ts');
  let output = '';
  const code = await runPinned([cli, 'rules', 'test', '--json', ...ids.filter(Boolean)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    started: (child) => {
      child.stdout.on('data', (chunk) => {
        output += chunk;
      });
    },
  });
  const examples = output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
  for (const { rule, expected, text, ok, seen } of examples) {
    const wanted = expected === 'hit' ? '应命中' : '不应命中';
    process.stdout.write(`${ok ? '✓' : '✗'} ${rule}  ${wanted}：${text}\n    ${seen}\n`);
  }
  const failed = examples.filter(({ ok }) => !ok).length;
  const ok = code === 0 && failed === 0 && examples.length > 0;
  return { ok, passed: examples.length - failed, failed: ok ? 0 : Math.max(1, failed) };
}

/** Runs a program of node_modules/.bin to its end; resolves with the exit code. */
function tool(name, args) {
  return new Promise((resolve) => {
    const windows = process.platform === 'win32';
    const child = spawn(join(root, 'node_modules', '.bin', windows ? `${name}.cmd` : name), args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: toolEnvironment(),
      shell: windows,
    });
    child.once('error', (error) => {
      say(error.message);
      resolve(1);
    });
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

function summarise() {
  rmSync(results, { recursive: true, force: true });
  const total = done.reduce((sum, { seconds }) => sum + seconds, 0);
  process.stdout.write(`\n── 汇总 ${'─'.repeat(56)}\n`);
  for (const { title, ok, seconds, passed, failed } of done) {
    const tests = passed + failed > 1 ? `，${passed} 个通过${failed > 0 ? `，${failed} 个失败` : ''}` : '';
    process.stdout.write(`${ok ? '✓' : '✗'} ${title}（${seconds.toFixed(1)} 秒${tests}）\n`);
  }
  const failedStages = done.filter(({ ok }) => !ok).map(({ title }) => title);
  process.stdout.write(
    failedStages.length === 0
      ? `全部通过，用时 ${Math.round(total)} 秒。\n`
      : `没有通过：${failedStages.join('、')}。请往上看各步的输出。\n`,
  );
  const passed = done.reduce((sum, step) => sum + step.passed, 0);
  const failed = done.reduce((sum, step) => sum + step.failed, 0);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exitCode = failedStages.length === 0 ? 0 : 1;
}
