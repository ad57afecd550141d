import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin, Rolldown } from 'vite';

const SOURCE = fileURLToPath(new URL('./src/service-worker/worker.js', import.meta.url));
/** What opens without a network: the entry, the shell, sign-in, and the field pages. */
const NEEDED =
  /\/src\/console\/(main\.tsx|shell\/shell\.tsx|sign-in\/sign-in-page\.tsx|pages\/inspections\/(field-home|field-page)\.tsx)$/;

/**
 * Writes `service-worker.js` beside the page, with the list of files that the field pages are made of and a version
 * that changes with any of them.
 */
export function serviceWorkerPlugin(): Plugin {
  return {
    name: 'wangjian-service-worker',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const files = [...new Set(neededFiles(bundle))].sort();
        const list = ['/index.html', '/manifest.webmanifest', ...files.map((file) => `/${file}`)];
        const version = createHash('sha256').update(JSON.stringify(list)).digest('hex').slice(0, 12);
        const source = readFileSync(SOURCE, 'utf8')
          .replace('__VERSION__', version)
          .replace("['__FILES__']", JSON.stringify(list));
        this.emitFile({ type: 'asset', fileName: 'service-worker.js', source });
      },
    },
  };
}

/** Chunks reached from what is needed, with their styles and pictures. */
function neededFiles(bundle: Rolldown.OutputBundle): string[] {
  const chunks = Object.values(bundle).filter((one) => one.type === 'chunk');
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const reached = new Set<string>();
  const reach = (name: string) => {
    const chunk = byName.get(name);
    if (!chunk || reached.has(name)) return;
    reached.add(name);
    for (const below of chunk.imports) reach(below);
  };
  for (const chunk of chunks)
    if (chunk.facadeModuleId !== null && NEEDED.test(chunk.facadeModuleId.split('?')[0]!))
      reach(chunk.fileName);
  for (const chunk of chunks) if (chunk.isEntry) reach(chunk.fileName);
  const assets = Object.values(bundle)
    .filter((one) => one.type === 'asset' && /^assets\/.*\.(css|svg|png|woff2?)$/.test(one.fileName))
    .map((one) => one.fileName);
  return [...reached, ...assets];
}
