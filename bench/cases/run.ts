// 案件办理：1 万、10 万、100 万条线索下各列表、详情、搜索、分派、工作台和附件2的用时；50 人同时办理有没有出错、丢失
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DEMO_PASSWORD } from '../../apps/server/src/demo/bureau.ts';
import { fillLeads } from './fill.ts';
import { measureCalls } from './measure-calls.ts';
import { signIn } from './officer.ts';
import { workTogether } from './work-together.ts';

// --data 指定的文件夹会保留下来：下次用同一文件夹，已经写入的线索不再写入。
const { values } = parseArgs({
  options: {
    leads: { type: 'string', default: '10000,100000,1000000' },
    officers: { type: 'string', default: '50' },
    minutes: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '40' },
    data: { type: 'string' },
  },
});
const folder = values.data ?? (await mkdtemp(join(tmpdir(), 'wangjian-cases-')));
const platform = fork(join(import.meta.dirname, 'platform.ts'), [folder]);
try {
  const [{ base, owner }] = (await once(platform, 'message')) as [{ base: string; owner: string }];
  const sizes = values.leads.split(',').map(Number);
  for (const total of sizes) {
    const began = performance.now();
    const there = await fillLeads(owner, total);
    print(
      `\n${there.toLocaleString('zh-CN')} 条线索，${(there * 10).toLocaleString('zh-CN')} 条以上办理记录（写入 ${((performance.now() - began) / 1000).toFixed(0)} 秒）`,
    );
    for (const [login, who] of [
      ['officer0', '市局'],
      ['county', '县局'],
    ] as const) {
      const officer = await signIn(base, login, DEMO_PASSWORD);
      for (const [what, timing] of await measureCalls(officer, Number(values.rounds)))
        print(`  ${who}　${what}：${timing.text}`);
    }
  }
  if (Number(values.minutes) > 0) {
    const officers = [];
    for (let n = 0; n < Number(values.officers); n += 1)
      officers.push(await signIn(base, `officer${n}`, DEMO_PASSWORD));
    print(`\n${officers.length} 人同时办理 ${values.minutes} 分钟`);
    for (const line of await workTogether(officers, owner, Number(values.minutes))) print(`  ${line}`);
  }
} finally {
  platform.disconnect();
  await once(platform, 'exit');
  if (values.data === undefined) await rm(folder, { recursive: true, force: true });
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
