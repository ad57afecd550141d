import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadDeadlines } from './catalog.ts';
import { deadlineGuide } from './guide.ts';

const ROOT = join(import.meta.dirname, '../../../../..');

it('docs/guide/deadlines.md says what the catalog says (vitest -u writes it anew)', async () => {
  const guide = deadlineGuide(loadDeadlines(join(ROOT, 'catalog')).rules);
  await expect(guide).toMatchFileSnapshot(join(ROOT, 'docs/guide/deadlines.md'));
});
