import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const MAIN = join(import.meta.dirname, 'main.ts');
let folder: string;
let servers: Server[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patrol-cli-'));
});
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
  servers = [];
  await rm(folder, { recursive: true, force: true });
});

async function wangjian(args: readonly string[], input?: Buffer) {
  const child = spawn(process.execPath, [MAIN, ...args], { cwd: folder });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  child.stdin.end(input);
  const [code] = await once(child, 'close');
  return { code, stdout, stderr };
}

async function serve(
  pages: Readonly<Record<string, string | Buffer>>,
  headers: Record<string, string> = {},
): Promise<string> {
  const server = createServer((request, response) => {
    const page = pages[request.url ?? '/'];
    response.writeHead(page === undefined ? 404 : 200, { 'content-type': 'text/html', ...headers });
    response.end(page ?? '');
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function lines(name: string): Promise<Record<string, unknown>[]> {
  const text = await readFile(join(folder, 'out', name), 'utf8');
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

const HOME = `<!doctype html><html><head><title>中宁枸杞专卖店</title></head><body>
<p>本店销售宁夏中宁枸杞，现货供应，加入购物车即可下单，价格优惠。</p><p>本活动最终解释权归本店所有。</p>
<a href="/about.html">关于我们</a> <a href="/goods/1.html">头茬枸杞</a>
<footer>宁夏杞乡商贸有限公司 电话：0955-7012345</footer></body></html>`;

describe('wangjian patrol', () => {
  test('writes sites, pages, findings and WARC with exactly the fields of the table', async () => {
    const host = await serve({
      '/': HOME,
      '/about.html': HOME.replace('<title>', '<title>关于'),
      '/goods/1.html': gbk(HOME),
    });
    const result = await wangjian([
      'patrol',
      host,
      '--out',
      'out',
      '--text',
      '--allow-private',
      '127.0.0.0/8',
    ]);
    expect(result).toMatchObject({ code: 0, stderr: '' });
    expect(result.stdout).toContain('1 个网站');
    expect((await readdir(join(folder, 'out'))).sort()).toEqual([
      'findings.jsonl',
      'journal.jsonl',
      'pages.jsonl',
      'patrol-00001.warc.gz',
      'sites.jsonl',
    ]);

    const [site] = await lines('sites.jsonl');
    expect(Object.keys(site!)).toEqual([
      'host',
      'siteKind',
      'confidence',
      'operators',
      'uscc',
      'icp',
      'police',
      'phones',
      'pages',
      'findings',
      'errors',
    ]);
    expect(site).toMatchObject({ host, pages: 3, errors: [], phones: ['0955-7012345'] });

    const pages = await lines('pages.jsonl');
    expect(pages.map((page) => page.url)).toEqual([
      `http://${host}/`,
      `http://${host}/about.html`,
      `http://${host}/goods/1.html`,
    ]);
    for (const page of pages) {
      expect(Object.keys(page)).toEqual([
        'url',
        'finalUrl',
        'status',
        'fetchedAt',
        'charset',
        'charsetFrom',
        'title',
        'bytes',
        'truncated',
        'sha256',
        'warc',
        'text',
      ]);
      const { file, offset, length } = page.warc as { file: string; offset: number; length: number };
      const bytes = await readFile(join(folder, 'out', file));
      const record = gunzipSync(bytes.subarray(offset, offset + length));
      const head = record.toString('latin1');
      expect(head).toMatch(/^WARC\/1\.1\r\nWARC-Type: response\r\n/);
      expect(head).toContain(`WARC-Target-URI: ${page.finalUrl}\r\n`);
      expect(head).toContain(`WARC-Payload-Digest: sha256:${page.sha256}\r\n`);
    }
    expect(pages[2]).toMatchObject({
      charset: 'gbk',
      charsetFrom: 'detected',
      title: '中宁枸杞专卖店',
      status: 200,
    });

    const findings = await lines('findings.jsonl');
    expect(site!.findings).toBe(findings.length);
    const own = findings.filter((finding) => finding.rule === 'terms/final-interpretation');
    expect(own).toHaveLength(3);
    for (const finding of own) {
      expect(Object.keys(finding)).toEqual([
        'url',
        'rule',
        'version',
        'violation',
        'level',
        'start',
        'end',
        'term',
        'quote',
        'articles',
        'why',
      ]);
      const page = pages.find((each) => each.url === finding.url)!;
      expect((page.text as string).slice(finding.start as number, finding.end as number)).toBe(finding.term);
    }
  });

  test('a list as people write it, GBK too; wrong lines are named; a second run asks for nothing', async () => {
    const good = await serve({ '/': HOME });
    const list = `# 交办名单\n网址：http://${good}/\n某某店（无网址）\n`;
    await writeFile(join(folder, 'sites.txt'), gbk(list));
    const args = ['patrol', '--sites', 'sites.txt', '--out', 'out', '--allow-private', '127.0.0.1'];
    const first = await wangjian(args);
    expect(first.stderr).toContain('第 3 行');
    expect(await lines('sites.jsonl')).toHaveLength(1);
    const before = await readFile(join(folder, 'out', 'pages.jsonl'), 'utf8');
    const second = await wangjian(args);
    expect(second.code).toBe(0);
    expect(await readFile(join(folder, 'out', 'pages.jsonl'), 'utf8')).toBe(before);
  });

  test('a dead site and a forbidden address are lines with errors in Chinese, not the end', async () => {
    const inner = await serve({ '/': HOME });
    const result = await wangjian([
      'patrol',
      inner,
      '127.0.0.2:1',
      '--out',
      'out',
      '--allow-private',
      '127.0.0.2',
    ]);
    expect(result.code).toBe(0);
    const sites = await lines('sites.jsonl');
    const errors = new Map(
      sites.map((site) => [site.host, (site.errors as { kind: string; message: string }[])[0]]),
    );
    expect(errors.get(inner)).toMatchObject({
      kind: 'blocked-address',
      message: expect.stringContaining('--allow-private'),
    });
    expect(errors.get('127.0.0.2:1')).toMatchObject({ kind: 'refused' });
    expect(result.stdout).toContain('2 个无法访问');
  });

  test.each([
    [[], '没有要巡查的网址'],
    [['不是网址'], '网址写法不对'],
    [['--sites', 'no-such-file'], '读不到网站名单'],
    [['a.example.cn', '--max-pages', '0'], '--max-pages'],
    [['a.example.cn', '--allow-private', '10.0.0.0/99'], '网段'],
  ])('wrong use %j ends with 2 and says why', async (args, words) => {
    const result = await wangjian(['patrol', ...args, '--out', 'out']);
    expect(result.code).toBe(2);
    expect(result.stderr).toContain(words);
  });

  test('Ctrl-C keeps what was fetched, and the same command goes on', async () => {
    const links = Array.from({ length: 30 }, (_, i) => `<a href="/goods/${i}.html">商品${i}</a>`).join('');
    let slow = true;
    let child: ReturnType<typeof spawn> | undefined;
    let asked = 0;
    const server = createServer((request, response) => {
      asked += 1;
      if (slow && asked === 12) child?.kill('SIGINT');
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.end(request.url === '/robots.txt' ? '' : HOME + links);
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const args = [MAIN, 'patrol', host, '--out', 'out', '--allow-private', '127.0.0.0/8'];
    child = spawn(process.execPath, args, { cwd: folder });
    let stderr = '';
    child.stderr?.on('data', (chunk) => {
      stderr += chunk;
    });
    const [code] = await once(child, 'close');
    expect(code).toBe(130);
    expect(stderr).toContain('会接着做');
    expect((await lines('pages.jsonl')).length).toBeLessThan(32);
    slow = false;
    expect((await wangjian(args.slice(1))).code).toBe(0);
    const urls = (await lines('pages.jsonl')).map((page) => page.url);
    expect(urls).toHaveLength(32);
    expect(new Set(urls).size).toBe(32);
  });
});

/** The bytes of a text in GBK, by turning the decoder's table round. */
function gbk(text: string): Buffer {
  const decoder = new TextDecoder('gbk');
  const table = new Map<string, [number, number]>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1)
      table.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
  }
  return Buffer.from(
    [...text].flatMap((sign) => (sign < '\u0080' ? [sign.charCodeAt(0)] : table.get(sign)!)),
  );
}
