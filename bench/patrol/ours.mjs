// One run of `wangjian patrol` over the market as its user starts it, in this process: extraction, identification and
// screening on, everything kept as WARC.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { report } from './report.mjs';

const [list = '', out = ''] = process.argv.slice(2);
process.argv.splice(2, 2, 'patrol', '--sites', list, '--out', out, '--concurrency', '32');
process.argv.push('--allow-private', '127.0.0.0/8');
await import('../../apps/server/bin/wangjian.mjs');
const milliseconds = performance.now();
const linesOf = async (name) => (await readFile(join(out, name), 'utf8')).split('\n').length - 1;
report(await linesOf('pages.jsonl'), milliseconds, { findings: await linesOf('findings.jsonl') });
