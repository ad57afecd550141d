// npm run floors: imports run one way, files stay short and well named. First it checks itself on a planted tree, where
// each floor is broken once; then it walks the project, every source file or it fails.
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise } from 'dependency-cruiser';
import { badFiles, circle, lawful, leaves, violations } from './floors-planted.mjs';
import { floors } from './floors-rules.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const SOURCE = /\.(ts|tsx|mjs)$/;
const LONGEST = 500;
const TOP_FOLDERS = ['packages', 'apps', 'scripts', 'bench'];
const PASSED_OVER = /^(node_modules|dist|data|\..*)$/;
const VAGUE_FOLDERS = /^(utils?|helpers?|common|misc|shared|lib|v\d+)$/;

const selfCheck = await checkThePlanted();
const { problems, files } = await check(root);
for (const problem of [...selfCheck, ...problems]) process.stdout.write(`${problem.text}\n`);
if (selfCheck.length + problems.length > 0) {
  process.stdout.write(`\n${selfCheck.length + problems.length} 处不合层次。\n`);
  process.exitCode = 1;
} else {
  process.stdout.write(
    `${files} 个源文件、${floors.length} 条规则，没有违反；${violations.length + badFiles.length} 处故意埋入的违反都被识别。\n`,
  );
}

/** Walks a tree; every broken floor as {rule, file, text}. */
async function check(folder) {
  const onDisk = TOP_FOLDERS.flatMap((top) => sourceFiles(join(folder, top))).map((file) =>
    slashes(relative(folder, file)),
  );
  const { output } = await cruise(
    onDisk,
    {
      baseDir: folder,
      validate: true,
      ruleSet: { forbidden: floors },
      // dependency-cruiser's own choice is TypeScript's old API, which TypeScript 7 does not have: it would see nothing.
      parser: 'swc',
      tsPreCompilationDeps: true,
      doNotFollow: { path: 'node_modules' },
      outputType: 'json',
    },
    {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  );
  const result = JSON.parse(output);
  const walked = new Set(result.modules.map(({ source }) => source));
  const missed = onDisk.filter((file) => !walked.has(file));
  const comments = new Map(floors.map(({ name, comment }) => [name, comment]));
  const problems = [
    ...missed.map((file) => ({
      rule: 'walked',
      file,
      text: `${file}: dependency-cruiser did not walk this file, so its imports are unchecked`,
    })),
    ...result.summary.violations.map(({ rule, from, to }) => ({
      rule: rule.name,
      file: from,
      text: `${from} → ${to}\n    ${rule.name}: ${comments.get(rule.name)}`,
    })),
    ...onDisk.flatMap((file) => badNameOrLength(folder, file)),
  ];
  if (onDisk.length === 0 || result.summary.totalCruised === 0)
    problems.push({ rule: 'walked', file: '', text: 'no modules were walked' });
  return { problems, files: onDisk.length };
}

function badNameOrLength(folder, file) {
  const problems = [];
  const add = (rule, text) => problems.push({ rule, file, text: `${file}\n    ${rule}: ${text}` });
  const lines = readFileSync(join(folder, file), 'utf8').split('\n').length - 1;
  if (lines > LONGEST)
    add('length', `${lines} lines, at most ${LONGEST}: one thought per file, give the second one its own`);
  const name = basename(file);
  if (/^index\.(ts|tsx|mjs)$/.test(name))
    add('barrel', 'no barrels: import the file that holds the thing, and name this one after its thought');
  if (!/^[a-z0-9$_.-]+$/.test(name)) add('kebab', 'file names are kebab-case');
  const vague = dirname(file)
    .split('/')
    .find((part) => VAGUE_FOLDERS.test(part));
  if (vague)
    add('folder', `a folder ${vague}/ says nothing: put the file beside what uses it, or into packages/core`);
  return problems;
}

function sourceFiles(folder) {
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return PASSED_OVER.test(entry.name) ? [] : sourceFiles(path);
    return SOURCE.test(entry.name) ? [path] : [];
  });
}

/** What the check failed to see in the planted tree, or saw where nothing is wrong. */
async function checkThePlanted() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'wangjian-floors-')));
  try {
    plant(folder);
    const { problems } = await check(folder);
    const seen = new Set(problems.map(({ rule, file }) => `${rule} ${file}`));
    const wrong = (text) => ({ text: `floors.mjs itself: ${text}` });
    const unseen = [...violations, ...badFiles]
      .filter(([rule, file]) => !seen.has(`${rule} ${file}`))
      .map(([rule, file, to]) => wrong(`a planted violation of ${rule} was not seen (${file} → ${to})`));
    const fine = new Set([...lawful.map(([file]) => file), ...leaves]);
    const falseAlarms = problems
      .filter(({ file }) => fine.has(file))
      .map(({ text }) => wrong(`false alarm: ${text}`));
    const rules = new Set(violations.map(([rule]) => rule));
    // Of the many module-order-* rules two are planted; every other rule has a violation of its own.
    const unplanted = floors
      .filter(({ name }) => !name.startsWith('module-order-') && !rules.has(name))
      .map(({ name }) => wrong(`no violation of ${name} is planted in floors-planted.mjs`));
    return [...unseen, ...falseAlarms, ...unplanted];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function plant(folder) {
  const write = (file, text) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  for (const [, file, to] of violations) write(file, `import '${to}';\n`);
  for (const [file, to] of [...lawful, circle]) write(file, `import '${to}';\n`);
  for (const file of leaves) write(file, 'export const leaf = 1;\n');
  for (const [, file, lines] of badFiles) write(file, 'export const line = 1;\n'.repeat(lines));
  const scope = join(folder, 'node_modules', '@wangjian');
  mkdirSync(scope, { recursive: true });
  for (const [name, home] of [
    ...['core', 'screening', 'evidence', 'patrol'].map((pkg) => [pkg, `packages/${pkg}`]),
    ['server', 'apps/server'],
    ['web', 'apps/web'],
  ]) {
    const exports = name === 'web' ? { './*': './*' } : { './*': './src/*' };
    write(`${home}/package.json`, JSON.stringify({ name: `@wangjian/${name}`, type: 'module', exports }));
    symlinkSync(join(folder, home), join(scope, name), 'dir');
  }
  write('node_modules/zod/package.json', JSON.stringify({ name: 'zod', main: 'index.js' }));
  write('node_modules/zod/index.js', '');
}

function slashes(path) {
  return path.replaceAll('\\', '/');
}
