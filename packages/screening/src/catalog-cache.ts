import { createHash, type Hash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalog } from './load-catalog.ts';

/** Folders of a catalog that `loadCatalog` reads. */
const FOLDERS = ['rules', 'violations', 'regulations', 'words', 'scorer'];
/** What decides how the files are read: another version of it reads them anew. */
const READERS = ['load-catalog.ts', 'catalog-schema.ts', 'scorer/scorer-document.ts'];
/** Not part of a catalog without examples. */
const EXAMPLES = 'examples.yaml';

/**
 * The catalog without examples, from `cacheFolder` when exactly these files were read and found right before: parsing
 * and checking some hundred YAML files takes longer than a small patrol. Whatever is wrong with the cache, the files
 * themselves are read; errors are those of `loadCatalog`.
 */
export async function cachedCatalog(dir: string, cacheFolder: string): Promise<Catalog> {
  const path = join(cacheFolder, `catalog-${fingerprint(dir)}.json`);
  const kept = readKept(path);
  if (kept) return kept;
  const { loadCatalog } = await import('./load-catalog.ts');
  const catalog = loadCatalog(dir);
  keep(cacheFolder, path, catalog);
  return catalog;
}

/** SHA-256 over names and contents of all that the catalog is read from. */
function fingerprint(dir: string): string {
  const hash = createHash('sha256').update(dir);
  for (const name of READERS) hash.update(readFileSync(join(import.meta.dirname, name)));
  for (const name of FOLDERS) addFolder(hash, join(dir, name));
  return hash.digest('hex').slice(0, 32);
}

function addFolder(hash: Hash, folder: string): void {
  const entries = entriesOf(folder).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) addFolder(hash, path);
    else if (/\.(?:yaml|json)$/.test(entry.name) && entry.name !== EXAMPLES) {
      const content = readFileSync(path);
      hash.update(`${path}\n${content.length}\n`).update(content);
    }
  }
}

/** A folder that cannot be read has no fingerprint of its own: `loadCatalog` says what is wrong. */
function entriesOf(folder: string): import('node:fs').Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

interface Kept extends Omit<Catalog, 'violations' | 'categories' | 'regulations'> {
  readonly violations: [string, unknown][];
  readonly categories: [string, unknown][];
  readonly regulations: [string, unknown][];
}

function readKept(path: string): Catalog | undefined {
  try {
    const kept = JSON.parse(readFileSync(path, 'utf8')) as Kept;
    const { violations, categories, regulations, ...rest } = kept;
    return {
      ...rest,
      violations: new Map(violations as [string, never][]),
      categories: new Map(categories as [string, never][]),
      regulations: new Map(regulations as [string, never][]),
    };
  } catch {
    return undefined; // not there, or torn: read the files
  }
}

/** Written aside and put in place at once; where nothing can be written the next run reads the files again. */
function keep(folder: string, path: string, catalog: Catalog): void {
  const { violations, categories, regulations } = catalog;
  const kept = {
    ...catalog,
    violations: [...violations],
    categories: [...categories],
    regulations: [...regulations],
  };
  const aside = `${path}.${process.pid}`;
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(aside, JSON.stringify(kept));
    for (const name of readdirSync(folder)) {
      if (/^catalog-[0-9a-f]{32}\.json$/.test(name)) rmSync(join(folder, name), { force: true });
    }
    renameSync(aside, path);
  } catch {
    // A read-only installation has no cache, a full disk half of one at most, which is never put in place.
    removeIfThere(aside);
  }
}

function removeIfThere(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Its folder is not even a folder: there is nothing to remove.
  }
}
