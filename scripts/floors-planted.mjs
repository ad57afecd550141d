// The check of the check: a small tree in which each floor is broken once. Every line must be refused under exactly the
// rule that it names, and the lawful imports beside them must pass.
const M = 'apps/server/src/modules';

/** [rule, importing file, import specifier]; the files are made from these lines. */
export const violations = [
  ['package-core', 'packages/core/src/bad.ts', '@wangjian/screening/good.ts'],
  ['package-screening', 'packages/screening/src/bad.ts', '@wangjian/patrol/good.ts'],
  ['package-evidence', 'packages/evidence/src/bad.ts', '@wangjian/patrol/good.ts'],
  ['package-patrol', 'packages/patrol/src/bad.ts', '@wangjian/screening/good.ts'],
  ['package-core', 'packages/core/src/bad-up.ts', '@wangjian/server/platform/good.ts'],
  ['module-order-officers', `${M}/officers/bad.ts`, '../leads/service.ts'],
  ['module-order-findings', `${M}/findings/bad.ts`, '../leads/contract.ts'],
  ['module-entries', `${M}/leads/bad.ts`, '../officers/store.ts'],
  ['module-not-in-order', `${M}/surprise/service.ts`, '@wangjian/core/good.ts'],
  ['module-below-wiring', `${M}/leads/bad-up.ts`, '../../app.ts'],
  ['platform-knows-no-module', 'apps/server/src/platform/http/bad.ts', '../../modules/leads/service.ts'],
  ['platform-knows-no-module', 'apps/server/src/platform/http/bad-up.ts', '../../app.ts'],
  ['cli-is-an-end', 'apps/server/src/bad.ts', './cli/serve.ts'],
  ['demo-is-an-end', `${M}/leads/bad-demo.ts`, '../../demo/market.ts'],
  ['demo-entries', 'apps/server/src/demo/bad.ts', '../modules/leads/store.ts'],
  ['server-not-to-web', 'apps/server/src/bad-web.ts', '@wangjian/web/src/ui/theme.ts'],
  ['web-only-contracts', 'apps/web/src/console/bad.ts', '@wangjian/server/modules/leads/service.ts'],
  ['journeys-only-contracts', 'apps/web/e2e/bad.test.ts', '@wangjian/server/modules/leads/service.ts'],
  ['web-packages', 'apps/web/src/console/bad-package.ts', '@wangjian/patrol/good.ts'],
  ['web-packages', 'apps/web/src/console/bad-half.ts', '@wangjian/evidence/good.ts'],
  ['contract-is-a-leaf', `${M}/cases/contract.ts`, './store.ts'],
  ['contract-is-a-leaf', `${M}/transfers/contract.ts`, 'node:fs'],
  ['contract-is-a-leaf', `${M}/cases/records.ts`, './tables.ts'],
  ['console-not-portal', 'apps/web/src/console/bad-portal.ts', '../portal/page.ts'],
  ['portal-not-console', 'apps/web/src/portal/bad.ts', '../console/page.ts'],
  ['web-shared-below', 'apps/web/src/ui/bad.ts', '../console/page.ts'],
  ['product-not-to-bench', 'packages/core/src/bad-bench.ts', '../../../bench/patrol/run.ts'],
  ['scripts-bare', 'scripts/start.mjs', 'zod'],
  ['test-support-in-tests', `${M}/leads/bad-test.ts`, '../../platform/db/test-database.ts'],
  ['no-circle', `${M}/leads/one.ts`, './two.ts'],
  ['resolvable', 'packages/core/src/bad-path.ts', './not-there.ts'],
];

/** [importing file, import specifier]: lawful, one of each kind that comes close to a floor. */
export const lawful = [
  ['packages/screening/src/good.ts', '@wangjian/core/good.ts'],
  ['packages/patrol/src/good.ts', '@wangjian/evidence/good.ts'],
  [`${M}/leads/service.ts`, '../officers/service.ts'],
  [`${M}/leads/store.ts`, '../../platform/good.ts'],
  [`${M}/leads/contract.ts`, 'zod'],
  [`${M}/leads/lead.test.ts`, '../../platform/db/test-database.ts'],
  ['apps/server/src/app-parts.ts', './modules/leads/service.ts'],
  ['apps/server/src/cli/patrol.ts', '@wangjian/patrol/good.ts'],
  ['apps/web/src/console/page.ts', '@wangjian/server/modules/leads/contract.ts'],
  ['apps/web/src/portal/page.ts', '@wangjian/evidence/verify/verify.ts'],
];

/** The other half of the planted circle: dependency-cruiser reports a circle once, at either end. */
export const circle = [`${M}/leads/two.ts`, './one.ts'];

/** Files that are only imported. */
export const leaves = [
  'packages/core/src/good.ts',
  'packages/evidence/src/good.ts',
  'packages/evidence/src/verify/verify.ts',
  'apps/server/src/platform/good.ts',
  'apps/server/src/platform/db/test-database.ts',
  'apps/server/src/app.ts',
  'apps/server/src/cli/serve.ts',
  'apps/server/src/demo/market.ts',
  `${M}/officers/service.ts`,
  `${M}/officers/store.ts`,
  `${M}/cases/store.ts`,
  'apps/web/src/ui/theme.ts',
  'bench/patrol/run.ts',
];

/** [rule of the names and lengths, file, lines]. */
export const badFiles = [
  ['length', 'packages/core/src/long.ts', 501],
  ['barrel', 'packages/core/src/index.ts', 1],
  ['folder', 'packages/core/src/utils/money.ts', 1],
  ['folder', 'apps/web/src/helpers/date.ts', 1],
  ['kebab', 'packages/core/src/BadName.ts', 1],
];
