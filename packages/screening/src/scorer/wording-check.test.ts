import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compile } from '../compile.ts';
import { loadCatalog } from '../load-catalog.ts';

const catalog = loadCatalog(join(import.meta.dirname, '../../../../catalog'));
const on = '2026-11-21';
const both = compile(catalog, { on });
const rulesAlone = compile({ ...catalog, scorer: undefined }, { on });
/** Worded like a breach, in words that no rule has. */
const breach = '店铺主体信息:不予公开。联系人:老板';

test('wording like a known breach is a suspect that names its words and cites its articles', () => {
  expect(rulesAlone.screenText({ text: breach })).toEqual([]);
  const [finding] = both.screenText({ text: breach });
  expect(finding?.rule).toBe(`wording/${finding?.violation}`);
  expect(finding?.level).toBe('suspect');
  expect(finding?.term).toBe(breach.slice(finding?.start, finding?.end));
  expect(finding?.why).toMatch(/依据的字词：“.+”/);
  expect(finding?.articles.length).toBeGreaterThan(0);
});

test('a citation of the law in the same words is nobody’s breach', () => {
  expect(
    both.screenText({ text: `《网络交易监督管理办法》第十二条规定了公示，网店不得这样写：${breach}` }),
  ).toEqual([]);
});

test('what a rule has found is not found again', () => {
  const findings = both.screenText({ text: '本活动最终解释权归本店所有' });
  expect(findings.map(({ rule }) => rule)).toEqual(['terms/final-interpretation']);
});
