import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compile } from './compile.ts';
import { loadCatalog } from './load-catalog.ts';
import { runExamples } from './rule-tests.ts';

const catalog = loadCatalog(join(import.meta.dirname, '../../../catalog'), { examples: true });
/** Examples try the rule itself, without the second layer. */
const screener = compile({ ...catalog, scorer: undefined }, { on: '2026-11-21', include: 'draft' });

describe('catalog/rules: every rule hits its examples and leaves its near misses alone', () => {
  for (const rule of catalog.rules) {
    it(rule.document.id, () => {
      const wrong = runExamples(rule, screener)
        .filter((result) => !result.ok)
        .map(
          (result) =>
            `${result.expected === 'hit' ? '应命中' : '不应命中'} ${result.number}：${result.text} → ${result.seen}`,
        );
      expect(wrong, `${rule.document.id} 的例子不符：\n${wrong.join('\n')}`).toEqual([]);
    });
  }
});

it('the second layer drops hardly any of the hits that rules are written for', () => {
  const both = compile(catalog, { on: '2026-11-21', include: 'draft' });
  const hits = catalog.rules.flatMap((rule) =>
    runExamples(rule, both).filter(({ expected }) => expected === 'hit'),
  );
  const lost = hits.filter(({ ok }) => !ok).map(({ rule, text }) => `${rule} ${text}`);
  expect(lost.length, lost.join('\n')).toBeLessThanOrEqual(hits.length / 200);
});
