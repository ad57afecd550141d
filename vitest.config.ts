import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The slow files first: one that begins last holds up the end while the other worker has nothing to do. */
class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => (moduleId.includes('.slow.') ? 0 : 1);
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

// One project for everything that needs no browser build; browser journeys live in apps/web/e2e (see scripts/test.mjs).
export default defineConfig({
  test: {
    include: ['packages/**/*.test.ts', 'apps/**/*.test.ts', 'scripts/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'apps/web/e2e/**'],
    globalSetup: ['apps/server/src/test-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // The files of a worker share their modules: to load the platform anew for each of a hundred files takes more than half
    // of the CPU time of the whole run. What a file changes outside its own database and folder it puts back.
    isolate: false,
    sequence: { sequencer: SlowFirst },
  },
});
