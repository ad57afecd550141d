import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '@wangjian/core/errors.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compile } from './compile.ts';
import { loadCatalog } from './load-catalog.ts';

const RULE = `id: test/one
version: 1.0.0
status: active
level: violation
violation: absolute-terms-ad
title: 试
why: 试
match: ['国家级产品']
`;
const EXAMPLES = 'hits: [a, b, c]\nmisses: [d, e, f]\n';

let dir = '';
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'catalog-'));
  const source = join(import.meta.dirname, '../../../catalog');
  for (const part of ['violations', 'regulations', 'words'])
    cpSync(join(source, part), join(dir, part), { recursive: true });
});
afterAll(() => rmSync(dir, { recursive: true }));

function write(rule: string, examples: string): void {
  mkdirSync(join(dir, 'rules/test/one'), { recursive: true });
  writeFileSync(join(dir, 'rules/test/one/rule.yaml'), rule);
  writeFileSync(join(dir, 'rules/test/one/examples.yaml'), examples);
}

function problems(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof AppError) return error.problems.map((p) => `${p.path} ${p.message}`).join('\n');
    throw error;
  }
  return '';
}

describe('loadCatalog', () => {
  it('reads a good rule', () => {
    write(RULE, EXAMPLES);
    expect(loadCatalog(dir, { examples: true }).rules.map((rule) => rule.document.id)).toEqual(['test/one']);
  });

  it.each([
    ['fewer than three near misses', RULE, 'hits: [a, b, c]\nmisses: [d]\n', /至少 3 条不应命中/],
    [
      'an unknown violation type',
      RULE.replace('absolute-terms-ad', 'no-such'),
      EXAMPLES,
      /没有违法类型 no-such/,
    ],
    ['an id that is not the folder', RULE.replace('test/one', 'test/two'), EXAMPLES, /与文件夹一致/],
    ['an unknown field', `${RULE}colour: red\n`, EXAMPLES, /colour/],
    ['broken YAML', 'id: [', EXAMPLES, /YAML 写法有误/],
    ['neither pattern nor check', RULE.replace(/match.*\n/, ''), EXAMPLES, /没有匹配式/],
    ['an unknown law', `${RULE}articles: [{law: 没有的法, article: 第一条}]\n`, EXAMPLES, /没有的法/],
  ])('names the file and what is wrong: %s', (_name, rule, examples, message) => {
    write(rule, examples);
    const text = problems(() => loadCatalog(dir, { examples: true }));
    expect(text).toMatch(message);
    expect(text).toContain('one');
  });

  it('compile names the rule whose pattern is wrong', () => {
    write(RULE.replace("'国家级产品'", "'国家级(产品'"), EXAMPLES);
    expect(problems(() => compile(loadCatalog(dir), { on: '2026-01-01' }))).toMatch(
      /test\/one .*括号没有闭合/,
    );
  });

  it('says so when there is no such folder', () => {
    expect(() => loadCatalog(join(dir, 'nowhere'))).toThrow(/读不到规则目录/);
  });
});
