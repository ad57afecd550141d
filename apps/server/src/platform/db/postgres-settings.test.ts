import { expect, it } from 'vitest';
import { postgresSettings } from './postgres-settings.ts';

const GB = 1024 ** 3;
const settingsOf = (memory: number) =>
  new Map(
    [...postgresSettings('durable', memory).matchAll(/^(\w+) = '(.*)'$/gm)].map(([, name, value]) => [
      name,
      value,
    ]),
  );

it.each([
  [2, '256MB', '1024MB'],
  [4, '256MB', '1024MB'],
  [24, '1536MB', '6144MB'],
  [256, '4096MB', '65536MB'],
])('a machine of %i GB gives PostgreSQL %s of buffers', (memory, buffers, cache) => {
  const settings = settingsOf(memory * GB);
  expect(settings.get('shared_buffers')).toBe(buffers);
  expect(settings.get('effective_cache_size')).toBe(cache);
});
