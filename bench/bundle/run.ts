// 控制台的体积：打开每个页面要下载多少（gzip），首次打开不得超过 400 KB
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, version } from 'vite';

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

const LIMIT = 400 * 1024;
const web = fileURLToPath(new URL('../../apps/web', import.meta.url));
const out = await mkdtemp(join(tmpdir(), 'wangjian-bundle-'));
try {
  await build({ root: web, logLevel: 'error', build: { outDir: out, emptyOutDir: true, manifest: true } });
  const manifest: Record<string, Chunk> = JSON.parse(
    await readFile(join(out, '.vite/manifest.json'), 'utf8'),
  );
  const sizes = new Map<string, number>();
  const sizeOf = async (file: string) => {
    const known = sizes.get(file);
    if (known !== undefined) return known;
    const size = gzipSync(await readFile(join(out, file)), { level: 9 }).length;
    sizes.set(file, size);
    return size;
  };
  /** Everything that has to be there before these modules run. */
  const filesOf = (keys: readonly string[], seen = new Set<string>()): Set<string> => {
    const files = new Set<string>();
    for (const key of keys) {
      const chunk = manifest[key];
      if (!chunk || seen.has(key)) continue;
      seen.add(key);
      for (const file of [chunk.file, ...(chunk.css ?? []), ...filesOf(chunk.imports ?? [], seen)])
        files.add(file);
    }
    return files;
  };
  const total = async (keys: readonly string[]) => {
    let sum = await sizeOf('index.html');
    for (const file of filesOf(keys)) sum += await sizeOf(file);
    return sum;
  };
  const frame = ['index.html', 'src/console/shell/shell.tsx'];
  const pages = Object.keys(manifest).filter((key) => /^src\/console\/pages\/.*\.tsx$/.test(key));
  const rows: [string, number][] = [
    ['登录页', await total(['index.html', 'src/console/sign-in/sign-in-page.tsx'])],
    [
      '首次打开（登录 + 工作台）',
      await total([
        ...frame,
        'src/console/sign-in/sign-in-page.tsx',
        'src/console/pages/workbench/workbench-page.tsx',
      ]),
    ],
  ];
  for (const page of pages) {
    rows.push([page.replace('src/console/pages/', '').replace('.tsx', ''), await total([...frame, page])]);
  }
  const [, first] = rows[1] ?? ['', 0];
  process.stdout.write(`Vite ${version}，从空缓存打开每一页的下载量（gzip，含框架）：\n`);
  for (const [name, bytes] of rows.sort((one, other) => other[1] - one[1])) {
    process.stdout.write(`${(bytes / 1024).toFixed(1).padStart(8)} KB  ${name}\n`);
  }
  process.stdout.write(
    `首次打开 ${(first / 1024).toFixed(1)} KB，上限 ${LIMIT / 1024} KB：${first <= LIMIT ? '合格' : '超出'}\n`,
  );
  if (first > LIMIT) process.exitCode = 1;
} finally {
  await rm(out, { recursive: true, force: true });
}
