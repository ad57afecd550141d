import { join } from 'node:path';
import { computeDeadline } from '@wangjian/core/deadline.ts';
import { readDeadlineInput } from '@wangjian/core/deadline-arguments.ts';
import { describe, expect, it } from 'vitest';
import { loadDeadlineExamples, loadDeadlines } from './catalog.ts';

const CATALOG = join(import.meta.dirname, '../../../../../catalog');
const catalog = loadDeadlines(CATALOG);

describe.each(catalog.rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  const examples = loadDeadlineExamples(CATALOG, id);
  it.each(examples.map((example) => [`${example.name}，${example.start}`, example] as const))(
    '%s',
    (_, example) => {
      const input = readDeadlineInput(example.start, example.pauses, example.extensions);
      const { strict, legal, due, provisional } = computeDeadline(rule, input, catalog);
      expect({ strict, legal, due, provisional }).toEqual({
        strict: example.strict,
        legal: example.legal,
        due: example.due,
        provisional: example.provisional,
      });
    },
  );

  it('has an example under the newest version, of each lawful pause and extension', () => {
    const newest = rule.versions.at(-1)!;
    expect(examples.some(({ start }) => start >= newest.from)).toBe(true);
    if (rule.pauses.length > 0) expect(examples.some(({ pauses }) => pauses.length > 0)).toBe(true);
    if (rule.extensions.length > 0)
      expect(examples.some(({ extensions }) => extensions.length > 0)).toBe(true);
  });
});
