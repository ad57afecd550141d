// One run of `wangjian patrol` over the market, in this process, with extraction, identification and screening on.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { command } from '../../apps/server/src/cli/patrol.ts';
import { report } from './measured.ts';

const [list = '', out = ''] = process.argv.slice(2);
const began = performance.now();
await command.parseAsync(
  ['--sites', list, '--out', out, '--concurrency', '32', '--allow-private', '127.0.0.0/8'],
  { from: 'user' },
);
const pages = (await readFile(join(out, 'pages.jsonl'), 'utf8')).split('\n').length - 1;
const findings = (await readFile(join(out, 'findings.jsonl'), 'utf8')).split('\n').length - 1;
report(pages, performance.now() - began, { findings });
