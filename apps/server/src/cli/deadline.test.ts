import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { command } from './deadline.ts';

let printed: string;
let warned: string;

beforeEach(() => {
  printed = '';
  warned = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    printed += String(chunk);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
    warned += String(chunk);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

const run = (...words: string[]) => command.parseAsync(words, { from: 'user' });

it('prints one JSON object with exactly the fields of the contract', async () => {
  await run('complaint-acceptance', '--start', '2026-09-28', '--json');
  expect(JSON.parse(printed)).toEqual({
    id: 'complaint-acceptance',
    strict: '2026-10-13',
    legal: '2026-10-13',
    due: '2026-10-13',
    provisional: false,
    basis: [
      { law: '市场监督管理投诉举报处理办法（总局令第121号）', article: '第十五条', from: '2026-04-15' },
      { law: '消费者权益保护法', article: '第四十六条', from: '2026-04-15' },
      { law: '消费者权益保护法实施条例', article: '第四十六条', from: '2026-04-15' },
    ],
    readings: [],
  });
});

it('takes several pauses and extensions, and nothing of the call before', async () => {
  const base = ['case-handling', '--start', '2026-03-02', '--json'];
  await run(...base, '--pause', '2026-03-10..2026-03-19', '--pause', '2026-04-01..2026-04-05');
  expect(JSON.parse(printed).strict).toBe('2026-06-15');
  printed = '';
  await run(...base, '--extend', '30@2026-05-31', '--extend', '20@2026-06-30');
  expect(JSON.parse(printed).strict).toBe('2026-07-20');
  expect(warned).toBe('');
});

it('warns of a pause that the law does not know, and of an extension that is late unless the end moves', async () => {
  await run('complaint-acceptance', '--start', '2026-09-01', '--pause', '2026-09-02..2026-09-03', '--json');
  expect(warned).toContain('没有规定不计入的时间');
  warned = '';
  // The last day is Saturday 30 May.
  await run('case-handling', '--start', '2026-03-01', '--extend', '30@2026-06-01', '--json');
  expect(warned).toContain('晚于不顺延的末日 2026-05-30');
});

it('reads days as people write them', async () => {
  const ends = async (...words: string[]) => {
    printed = '';
    await run('clue-check', '--json', ...words);
    return JSON.parse(printed).strict;
  };
  for (const start of ['2026-1-5', '２０２６/1/5', '2026年1月5日', '20260105', '2026-01-05 16:30'])
    expect(await ends('--start', start)).toBe('2026-01-26');
  expect(await ends('--start', '2026-1-5', '--pause', '2026-1-12至2026-1-16')).toBe('2026-02-02');
  expect(await ends('--start', '2026-1-5', '--extend', '5@2026年1月26日')).toBe('2026-02-02');
});

it('explains in Chinese how it counted', async () => {
  await run('fine-payment', '--start', '2026-09-20');
  expect(printed).toContain('起算：2026-09-20（星期日，国庆节调休上班）');
  expect(printed).toContain('末日（不顺延）：2026-10-05（星期一，国庆节放假）');
  expect(printed).toContain('法定届满：2026-10-08（星期四），末日遇国庆节，顺延到其后第一日');
});

it('lists every deadline in words and as JSON lines', async () => {
  await run('list', '--json');
  const rows = printed
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(rows.length).toBeGreaterThan(90);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  printed = '';
  await run('list');
  for (const { id, title, expiry } of rows) {
    expect(printed).toContain(`${id}  ${title}`);
    expect(printed).toContain(`届满：${expiry}`);
  }
  expect(rows.find(({ id }) => id === 'credit-repair-decision').versions[0].unverified).toBe(true);
  expect(rows.find(({ id }) => id === 'clue-check').versions.at(-1).unverified).toBe(false);
});

it('finds a deadline by the words of its name, its article or its start', async () => {
  await run('list', '听证', '通知');
  expect(printed).toContain('hearing-notice');
  expect(printed).not.toContain('clue-check');
  printed = '';
  await run('list', '程序规定第十八条', '--json');
  expect(printed).toContain('"id":"clue-check"');
  await expect(run('list', '法制审核期限')).rejects.toThrow('case-review（');
});

it.each([
  [['clue-chek', '--start', '2026-09-01'], 'clue-check（'],
  [['听证', '--start', '2026-09-01'], 'hearing-request（'],
  [['zzzz', '--start', '2026-09-01'], 'deadline list'],
  [['clue-check'], '缺少 --start'],
  [['clue-check', '--start', '2026-13-01'], '不是日期'],
  [['report-real-name-reply', '--start', '2026-05-01'], '令121'],
  [['clue-check', '--start', '2026-11-02', '--extend', '16@2026-11-10'], '最多 15（部门负责人批准）'],
  [
    ['clue-check', '--start', '2026-11-02', '--extend', '15@2026-11-10', '--extend', '5@2026-12-01'],
    '只能延长 1 次',
  ],
  [['evidence-preservation', '--start', '2026-11-20', '--extend', '7@2026-11-23'], '依法不能延长'],
  [['clue-check', '--start', '2026-11-02', '--pause', '2026-11-24..2026-11-25'], '之后才开始'],
  [['clue-check', '2026-11-02'], '多余的参数'],
  [['hearing-notice', '--start', '2026-09-01', '--pause', '2026-09-02..2026-09-03'], '没有不计入的时间'],
])('refuses %j', async (words, message) => {
  await expect(run(...words)).rejects.toThrow(message);
});
