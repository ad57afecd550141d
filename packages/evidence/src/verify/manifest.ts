import { algorithmOf } from './hashes.ts';
import type { Problem } from './problem.ts';

/** A file as datapackage.json lists it; `hash` as written there, with or without a label. */
export interface Resource {
  readonly path: string;
  readonly hash: string;
  readonly bytes: number | undefined;
}

/** What verification reads from datapackage.json. */
export interface Manifest {
  readonly resources: readonly Resource[];
  readonly software: string;
  readonly created: string;
}

type Json = Readonly<Record<string, unknown>>;

/** A JSON object of untrusted text; undefined for anything else. */
export function parseObject(bytes: Uint8Array): Json | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
  } catch {
    // The caller reports it as a defect of the file.
    return undefined;
  }
}

/** A property of an untrusted object as text, else empty. */
export function textOf(value: Json, name: string): string {
  return typeof value[name] === 'string' ? (value[name] as string) : '';
}

/** Reads datapackage.json of WACZ 1.x; also the older layout with `stats`. Undefined with a problem when it is unusable. */
export function readManifest(bytes: Uint8Array, problems: Problem[]): Manifest | undefined {
  const json = parseObject(bytes);
  if (!json || !Array.isArray(json.resources)) {
    problems.push({ severity: 'altered', detail: 'datapackage.json 不是有效的清单' });
    return undefined;
  }
  const resources: Resource[] = [];
  const seen = new Set<string>();
  for (const item of json.resources as unknown[]) {
    const entry = (typeof item === 'object' && item !== null ? item : {}) as Json;
    const stats = (typeof entry.stats === 'object' && entry.stats !== null ? entry.stats : entry) as Json;
    const path = textOf(entry, 'path');
    const hash = textOf(entry, 'hash') || textOf(stats, 'hash');
    const bytes = [entry.bytes, stats.bytes].find((value) => typeof value === 'number') as number | undefined;
    if (path === '' || seen.has(path))
      problems.push({ severity: 'altered', detail: `清单中的路径“${path}”重复或为空` });
    else if (algorithmOf(hash) === '')
      problems.push({ severity: 'missing', detail: `清单没有写 ${path} 的哈希` });
    seen.add(path);
    resources.push({ path, hash, bytes });
  }
  return { resources, software: textOf(json, 'software'), created: textOf(json, 'created') };
}
