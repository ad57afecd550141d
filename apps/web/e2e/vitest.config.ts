import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// Journeys in a real browser against the real server with the demo bureau; one server and one file at a time, since
// they share its data. Screenshots of every page land in test-results/ at the root.
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  test: {
    include: ['**/*.test.ts'],
    globalSetup: ['./server.ts'],
    // Without a UTF-8 locale Chromium drops Chinese file names of downloads.
    env: { LC_ALL: 'C.UTF-8' },
    testTimeout: 180_000,
    hookTimeout: 120_000,
    // Each file closes the browser that it opened; nothing else is theirs alone.
    isolate: false,
    fileParallelism: false,
    maxWorkers: 1,
  },
});
