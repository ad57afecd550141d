import { createHash, type Hash, hash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { PreparedRules } from './compile.ts';

/** Folders of a catalog that its rules come from; `examples.yaml` is not read. */
const FOLDERS = ['rules', 'violations', 'regulations', 'words', 'scorer'];
const DATA = /(?<!^examples)\.(?:yaml|json)$/;
/** The code that makes something of them: another version of it reads them anew. */
const CODE = [import.meta.dirname, join(import.meta.dirname, '../../core/src')];
const SOURCE = /(?<!\.test)\.ts$/;
const KEPT = /^rules-[0-9a-f]{32}\.bin$/;
const DIGEST_BYTES = 32;

/**
 * The active rules of a catalog, prepared; from `cacheFolder` when exactly these files were read by exactly this code
 * before: parsing, checking and compiling them takes longer than a small patrol. Whatever is wrong with what is kept,
 * the files themselves are read; errors are those of `loadCatalog` and `compile`.
 */
export async function keptRules(dir: string, cacheFolder: string): Promise<PreparedRules> {
  const path = join(cacheFolder, `rules-${fingerprint(dir)}.bin`);
  const kept = readKept(path);
  if (kept) return kept;
  const [{ loadCatalog }, { prepare }] = await Promise.all([
    import('./load-catalog.ts'),
    import('./compile.ts'),
  ]);
  const rules = prepare(loadCatalog(dir), 'active');
  keep(cacheFolder, path, rules);
  return rules;
}

/** Digest over names and contents of all that the rules are made from, and by. */
function fingerprint(dir: string): string {
  const digest = createHash('sha256').update(`${process.versions.v8}\n`);
  for (const folder of CODE) addFolder(digest, folder, SOURCE);
  for (const name of FOLDERS) addFolder(digest, join(dir, name), DATA);
  return digest.digest('hex').slice(0, 32);
}

function addFolder(digest: Hash, folder: string, wanted: RegExp): void {
  const entries = entriesOf(folder).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) addFolder(digest, path, wanted);
    else if (wanted.test(entry.name)) {
      const content = readFileSync(path);
      digest.update(`${path}\n${content.length}\n`).update(content);
    }
  }
}

/** A folder that cannot be read has no part in the digest: `loadCatalog` says what is wrong. */
function entriesOf(folder: string): import('node:fs').Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function readKept(path: string): PreparedRules | undefined {
  try {
    const file = readFileSync(path);
    const data = file.subarray(DIGEST_BYTES);
    if (!hash('sha256', data, 'buffer').equals(file.subarray(0, DIGEST_BYTES))) return undefined;
    return deserialize(data) as PreparedRules;
  } catch {
    return undefined; // not there, or nothing that can be read: the files will do
  }
}

/** Written aside and put in place at once, in the room of what was kept of other states of the files. */
function keep(folder: string, path: string, rules: PreparedRules): void {
  const aside = `${path}.${process.pid}`;
  try {
    mkdirSync(folder, { recursive: true });
    const data = serialize(rules);
    writeFileSync(aside, Buffer.concat([hash('sha256', data, 'buffer'), data]));
    for (const name of readdirSync(folder)) if (KEPT.test(name)) rmSync(join(folder, name), { force: true });
    renameSync(aside, path);
  } catch {
    // A read-only installation keeps nothing; on a full disk a part stays aside at most, and is never put in place.
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
