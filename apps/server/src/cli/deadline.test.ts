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

it('warns of what the law does not know', async () => {
  await run('complaint-acceptance', '--start', '2026-09-01', '--pause', '2026-09-02..2026-09-03', '--json');
  await run('clue-check', '--start', '2026-09-01', '--extend', '16@2026-09-10', '--json');
  expect(warned).toContain('没有规定不计入的时间');
  expect(warned).toContain('超过规定的 15');
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
  for (const { id, title } of rows) expect(printed).toContain(`${id}  ${title}`);
});

it.each([
  [['clue-chek', '--start', '2026-09-01'], 'clue-check（'],
  [['听证', '--start', '2026-09-01'], 'hearing-request（'],
  [['zzzz', '--start', '2026-09-01'], 'deadline list'],
  [['clue-check'], '缺少 --start'],
  [['clue-check', '--start', '2026-13-01'], '不是日期'],
  [['report-real-name-reply', '--start', '2026-05-01'], '令121'],
  [['hearing-notice', '--start', '2026-09-01', '--pause', '2026-09-02..2026-09-03'], '没有不计入的时间'],
])('refuses %j', async (words, message) => {
  await expect(run(...words)).rejects.toMatchObject({
    code: 'invalid_input',
    message: expect.stringContaining(message),
  });
});
