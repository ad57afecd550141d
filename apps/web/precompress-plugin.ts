import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const TEXT = /\.(js|css|html|svg)$/;

/** Writes a .gz and a .br beside every text file of the build, so that the server sends them small without any work. */
export function precompressPlugin(): Plugin {
  return {
    name: 'wangjian-precompress',
    apply: 'build',
    async writeBundle(options, bundle) {
      const folder = options.dir ?? '.';
      for (const name of Object.keys(bundle).filter((one) => TEXT.test(one))) {
        const path = join(folder, name);
        const content = await readFile(path);
        await writeFile(`${path}.gz`, await promisify(gzip)(content, { level: 9 }));
        await writeFile(`${path}.br`, await promisify(brotliCompress)(content));
      }
    },
  };
}
