/** One regular file of a tar archive. */
export interface TarFile {
  readonly path: string;
  readonly mode: number;
  readonly body: Buffer;
}

const BLOCK = 512;
const REGULAR = new Set(['0', '\0', '']);

function text(block: Buffer, start: number, end: number): string {
  const field = block.subarray(start, end);
  const stop = field.indexOf(0);
  return field.subarray(0, stop < 0 ? field.length : stop).toString('utf8');
}

/**
 * Reads the regular files of a ustar archive (the shape in which the browser package ships its libraries). A path that
 * would leave the target folder is refused with a RangeError; links and folders are skipped.
 */
export function readTar(archive: Buffer): TarFile[] {
  const files: TarFile[] = [];
  for (let at = 0; at + BLOCK <= archive.length; ) {
    const header = archive.subarray(at, at + BLOCK);
    if (header.every((byte) => byte === 0)) break;
    const prefix = text(header, 345, 500);
    const name = text(header, 0, 100);
    const size = Number.parseInt(text(header, 124, 136).trim() || '0', 8);
    const body = archive.subarray(at + BLOCK, at + BLOCK + size);
    if (Number.isNaN(size) || body.length !== size) throw new RangeError(`压缩包在 ${name} 处不完整`);
    const path = prefix ? `${prefix}/${name}` : name;
    if (REGULAR.has(text(header, 156, 157))) {
      if (path.startsWith('/') || path.split('/').includes('..'))
        throw new RangeError(`压缩包内的路径越界：${path}`);
      files.push({ path, mode: Number.parseInt(text(header, 100, 108).trim() || '644', 8), body });
    }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}
