// 案件办理：1 万、10 万、100 万条线索下列表、详情、搜索、分派和附件2的用时；50 人同时办理有没有出错、丢失
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DEMO_PASSWORD } from '../../apps/server/src/demo/bureau.ts';
import { fillLeads } from './fill.ts';
import { measureCalls } from './measure-calls.ts';
import { signIn } from './officer.ts';
import { workTogether } from './work-together.ts';

const { values } = parseArgs({
  options: {
    leads: { type: 'string', default: '10000,100000,1000000' },
    officers: { type: 'string', default: '50' },
    minutes: { type: 'string', default: '10' },
  },
});
const folder = await mkdtemp(join(tmpdir(), 'wangjian-cases-'));
const platform = fork(join(import.meta.dirname, 'platform.ts'), [folder, values.officers]);
try {
  const [{ base, owner }] = (await once(platform, 'message')) as [{ base: string; owner: string }];
  const officers = [];
  for (let n = 0; n < Number(values.officers); n += 1) {
    officers.push(await signIn(base, `officer${n}`, DEMO_PASSWORD));
  }
  for (const total of values.leads.split(',').map(Number)) {
    const began = performance.now();
    await fillLeads(owner, total);
    print(
      `\n${total.toLocaleString('zh-CN')} 条线索，${(total * 10).toLocaleString('zh-CN')} 条办理记录（写入 ${((performance.now() - began) / 1000).toFixed(0)} 秒）`,
    );
    for (const [what, timing] of await measureCalls(officers[0]!)) print(`  ${what}：${timing.text}`);
  }
  print(`\n${officers.length} 人同时办理 ${values.minutes} 分钟`);
  for (const line of await workTogether(officers, owner, Number(values.minutes))) print(`  ${line}`);
} finally {
  platform.disconnect();
  await once(platform, 'exit');
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
