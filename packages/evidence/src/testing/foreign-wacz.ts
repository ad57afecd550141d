import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { type ZipOptions, zipSync } from 'fflate';
import type { WarcMember } from '../capture/capture.ts';
import { cdxjIndex } from '../seal/cdxj.ts';

/** Ways in which tools differ. */
export interface ForeignShape {
  readonly software?: string;
  /** Label of the hashes in the manifest: `sha256` (default) or `md5` (py-wacz can be told so). */
  readonly hash?: 'sha256' | 'md5';
  /** `index.cdx.gz` in blocks with `index.idx` (default), or a plain `index.cdx`. */
  readonly plainIndex?: boolean;
  /** WARC file not compressed. */
  readonly plainWarc?: boolean;
  readonly pages?: 'listed' | 'none' | 'empty';
  readonly digest?: boolean;
  /** Put into datapackage-digest.json as `signedData`. */
  readonly sign?: (hash: string) => unknown;
  readonly deflateWarc?: boolean;
}

type Sizes = Record<string, [Uint8Array, ZipOptions]>;

function compressedIndex(index: string): { gz: Buffer; idx: string } {
  const lines = index.split('\n').filter((line) => line !== '');
  const blocks: Buffer[] = [];
  let offset = 0;
  let idx = '!meta 0 {"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"}\n';
  for (let i = 0; i < lines.length; i += 1) {
    const block = gzipSync(`${lines[i]}\n`);
    const digest = `sha256:${createHash('sha256').update(block).digest('hex')}`;
    const key = lines[i]!.split(' ').slice(0, 2).join(' ');
    idx += `${key} ${JSON.stringify({ offset, length: block.length, digest, filename: 'index.cdx.gz' })}\n`;
    blocks.push(block);
    offset += block.length;
  }
  return { gz: Buffer.concat(blocks), idx };
}

/** A WACZ file as other makers lay it out, written by another ZIP writer than ours. */
export function foreignWacz(members: readonly WarcMember[], shape: ForeignShape = {}): Buffer {
  const files: Sizes = {};
  const resources: unknown[] = [];
  const algorithm = shape.hash ?? 'sha256';
  const add = (path: string, body: Uint8Array, level: 0 | 6) => {
    files[path] = [body, { level, mtime: '2024-05-06T07:08:10' }];
    const hash = `${algorithm}:${createHash(algorithm).update(body).digest('hex')}`;
    resources.push({ name: path.split('/').at(-1), path, hash, bytes: body.length });
  };
  const name = shape.plainWarc ? 'data.warc' : 'data.warc.gz';
  const index = cdxjIndex(members, name);
  if (shape.plainIndex) add('indexes/index.cdx', Buffer.from(index), 6);
  else {
    const { gz, idx } = compressedIndex(index);
    add('indexes/index.cdx.gz', gz, 0);
    add('indexes/index.idx', Buffer.from(idx), 6);
  }
  add(`archive/${name}`, Buffer.concat(members.map((member) => member.bytes)), shape.deflateWarc ? 6 : 0);
  const listed = members.flatMap((member) => (member.indexed ? [member.indexed] : [])).slice(0, 1);
  const pages =
    shape.pages === 'empty' ? [] : listed.map(({ url, date }) => ({ id: '1', url, ts: date.toISOString() }));
  if (shape.pages !== 'none') {
    const lines = [{ format: 'json-pages-1.0', id: 'pages', title: 'All Pages' }, ...pages];
    add('pages/pages.jsonl', Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join('')), 6);
  }
  const manifest = Buffer.from(
    JSON.stringify({
      profile: 'data-package',
      resources,
      created: '2024-05-06T07:08:10Z',
      wacz_version: '1.1.1',
      software: shape.software ?? 'py-wacz 0.5.0',
    }),
  );
  files['datapackage.json'] = [manifest, { level: 6 }];
  const hash = `sha256:${createHash('sha256').update(manifest).digest('hex')}`;
  if (shape.digest !== false) {
    const signedData = shape.sign?.(hash);
    const digest = { path: 'datapackage.json', hash, ...(signedData ? { signedData } : {}) };
    files['datapackage-digest.json'] = [Buffer.from(JSON.stringify(digest)), { level: 6 }];
  }
  return Buffer.from(zipSync(files));
}
