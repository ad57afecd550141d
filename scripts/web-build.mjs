// Builds the two webs when their built form is missing or older than its sources.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root, runPinned, say } from './installation.mjs';

const web = join(root, 'apps', 'web');
const stampFile = join(web, 'dist', '.sources');

/** Builds apps/web unless apps/web/dist was built from exactly these sources; the exit code of the build. */
export async function ensureWebBuilt() {
  const config = ['vite.config.ts', 'vite.config.mjs'].find((name) => existsSync(join(web, name)));
  if (!config) return 0;
  const sources = sourcesHash();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === sources) return 0;
  say('正在构建网页……');
  const began = Date.now();
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const code = await runPinned([vite, 'build', web, '--logLevel', 'warn'], {
    stdio: ['ignore', 2, 2],
  });
  if (code !== 0) {
    say('网页构建失败，请看上面的报错。');
    return code;
  }
  writeFileSync(stampFile, sources);
  say(`网页已构建（${Math.round((Date.now() - began) / 1000)} 秒）。`);
  return 0;
}

/** One hash over all that can end up in the built webs: their own sources, the contracts, the packages, the lock. */
function sourcesHash() {
  const hash = createHash('sha256');
  const files = [
    ...filesBelow(
      web,
      (path) => !/^(dist|node_modules|e2e)\//.test(relative(web, path).replaceAll('\\', '/')),
    ),
    ...filesBelow(join(root, 'packages'), (path) => /[\\/]src[\\/]/.test(path) && !path.endsWith('.test.ts')),
    ...filesBelow(join(root, 'apps', 'server', 'src', 'modules'), (path) =>
      /contract[^\\/]*\.ts$/.test(path),
    ),
    join(root, 'package-lock.json'),
  ];
  for (const file of files.sort()) {
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesBelow(folder, wanted) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      return entry.name === 'node_modules' || entry.name === 'dist' ? [] : filesBelow(path, wanted);
    return entry.isFile() && wanted(path) ? [path] : [];
  });
}
