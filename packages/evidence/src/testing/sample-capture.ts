import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import type { Capture, WarcMember } from '../capture/capture.ts';
import { encodeWarcRecord } from '../warc/warc-record.ts';

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** A grey PNG of the given size. */
export function samplePng(width: number, height: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc((width + 1) * height, 0x80);
  for (let y = 0; y < height; y += 1) rows[y * (width + 1)] = 0;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', head),
    pngChunk('IDAT', deflateSync(rows)),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** One response of a made-up shop as a WARC record with its index fields. */
export async function sampleMember(url: string, body: string, date: Date): Promise<WarcMember> {
  const payload = Buffer.from(body, 'utf8');
  const head = Buffer.from(
    `HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: ${payload.length}\r\n\r\n`,
  );
  return {
    bytes: await encodeWarcRecord({
      type: 'response',
      date,
      targetUri: url,
      head,
      payload,
      ip: '203.0.113.7',
    }),
    indexed: {
      url,
      date,
      status: 200,
      mime: 'text/html',
      payloadSha256: createHash('sha256').update(payload).digest('hex'),
    },
  };
}

/** A capture of a made-up shop, without a browser. */
export async function sampleCapture(): Promise<Capture> {
  const started = new Date('2026-11-20T02:03:04.567Z');
  const url = 'https://shop.example/goods/1?b=2&a=1';
  const body = '<!doctype html><title>枸杞原浆</title><p>国家级名牌，全网最佳</p>';
  return {
    source: 'live',
    url,
    finalUrl: url,
    shownUrl: url,
    status: 200,
    title: '枸杞原浆',
    text: '国家级名牌，全网最佳',
    started,
    finished: new Date('2026-11-20T02:03:09.000Z'),
    redirects: [],
    serverAddress: '203.0.113.7',
    connections: [{ host: 'shop.example', port: 443, address: '203.0.113.7', outcome: 'connected' }],
    requests: { total: 2, failed: 0, bodiless: 0 },
    environment: { software: { name: 'test' } },
    circumstances: { takers: [{ name: '张三', number: '宁64050001' }] },
    steps: [{ at: started, what: '打开网页，状态码 200' }],
    warc: [
      await sampleMember(url, body, started),
      await sampleMember('https://shop.example/style.css', 'p{color:red}', new Date(started.getTime() + 900)),
    ],
    screenshot: { png: samplePng(40, 30), width: 40, height: 30, fullHeight: 30 },
    html: body,
  };
}
