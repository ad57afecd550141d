import { statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';

const CONTRACT = /\/apps\/server\/src\/modules\/[^/]+\/(?:[^/]+\/)?contract\.ts$/;

/**
 * Serves the server's contract modules to the browser without their zod schemas: each endpoint becomes its method and
 * path, plain lists of words stay as they are, everything else is dropped. Types are inferred from the real source, so
 * nothing is lost to the compiler, and zod stays out of the bundle (20 kB gzip): one import of a value beside a schema
 * would bring it in unseen, so that a build with it fails.
 */
export function contractPlugin(): Plugin {
  return {
    name: 'wangjian-contracts',
    enforce: 'pre',
    async load(id) {
      const file = id.split('?')[0] ?? id;
      if (!CONTRACT.test(file)) return null;
      const module: Record<string, unknown> = await import(
        `${pathToFileURL(file).href}?at=${statSync(file).mtimeMs}`
      );
      const lines = Object.entries(module).flatMap(([name, value]) => {
        const kept = plainValue(value);
        return kept === undefined ? [] : [`export const ${name} = ${JSON.stringify(kept)};`];
      });
      return { code: lines.join('\n'), map: null, moduleType: 'js' };
    },
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk' || !chunk.moduleIds.some((id) => id.includes('/node_modules/zod/')))
          continue;
        const own = chunk.moduleIds.filter((id) => !id.includes('/node_modules/')).join(', ');
        this.error(
          `zod came into the web: what the browser needs of these files belongs in one without it: ${own}`,
        );
      }
    },
  };
}

/** What of an export the browser needs; undefined when nothing. */
function plainValue(value: unknown): unknown {
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value;
  const own = endpointOf(value);
  if (own || typeof value !== 'object' || value === null) return own;
  // Endpoints made together (those of an import) stand in one record.
  const entries = Object.entries(value).map(([name, one]) => [name, endpointOf(one)] as const);
  return entries.length > 0 && entries.every(([, one]) => one) ? Object.fromEntries(entries) : undefined;
}

function endpointOf(value: unknown): { method: unknown; path: unknown } | undefined {
  if (typeof value !== 'object' || value === null || !('method' in value) || !('path' in value))
    return undefined;
  return { method: value.method, path: value.path };
}
