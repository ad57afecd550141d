import { crc32, deflateSync } from 'node:zlib';
import type { Random } from '../random.ts';

const WIDTH = 220;
const HEIGHT = 70;

/** A PNG with strokes as of a pen: stands for signatures and photos that nobody made. */
export function scribble(random: Random): Buffer {
  const rows = Array.from({ length: HEIGHT }, () => Buffer.alloc(WIDTH + 1, 255));
  for (const row of rows) row[0] = 0;
  let y = HEIGHT / 2;
  for (let x = 12; x < WIDTH - 12; x += 1) {
    y = Math.min(HEIGHT - 8, Math.max(8, y + random.int(-4, 4)));
    for (const thick of [0, 1, 2]) rows[Math.floor(y) + thick]![x] = 40;
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(WIDTH, 0);
  head.writeUInt32BE(HEIGHT, 4);
  // Eight bits of grey.
  head.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
