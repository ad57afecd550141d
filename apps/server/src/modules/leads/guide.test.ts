import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { leadTables } from './guide.ts';

const GUIDE = join(import.meta.dirname, '../../../../../docs/guide/leads.md');

it('docs/guide/leads.md ends with the tables that the code has', async () => {
  const guide = await readFile(GUIDE, 'utf8');
  const at = guide.indexOf('## 什么状态、谁、能做什么');
  expect(guide.slice(at)).toBe(leadTables());
});
