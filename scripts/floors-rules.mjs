// The floors of the house as dependency-cruiser rules; each comment names the right place. See docs/ARCHITECTURE.md.
import { readFileSync } from 'node:fs';

const moduleOrder = JSON.parse(
  readFileSync(new URL('../apps/server/src/module-order.json', import.meta.url), 'utf8'),
);

const SERVER = '^apps/server/src/';
const MODULES = `${SERVER}modules/`;
/** A module's contract, or that of a part of it in a folder of its own. */
const CONTRACTS = [`${MODULES}[^/]+/contract\\.ts$`, `${MODULES}[^/]+/[^/]+/contract\\.ts$`];
const LEAVES = [...CONTRACTS, `${MODULES}[^/]+/records\\.ts$`];

/** A package and the packages that it may import. */
const PACKAGES = { core: [], screening: ['core'], evidence: ['core'], patrol: ['core', 'evidence'] };

const packageFloors = Object.entries(PACKAGES).map(([name, below]) => ({
  name: `package-${name}`,
  severity: 'error',
  comment:
    below.length === 0
      ? `packages/${name} imports no other part of the project: what it needs is passed in by the caller.`
      : `packages/${name} imports only packages/${below.join(' and packages/')}: join parts in apps/server (modules/patrols, cli/patrol.ts), or move what is shared down to packages/core.`,
  from: { path: `^packages/${name}/` },
  to: { path: '^(packages|apps|bench|scripts)/', pathNot: `^packages/(${[name, ...below].join('|')})/` },
}));

/** A module sees only the modules to its left; news to the right is an event that the right one handles. */
const moduleFloors = moduleOrder.slice(0, -1).map((name, index) => ({
  name: `module-order-${name}`,
  severity: 'error',
  comment: `modules/${name} may call only modules to its left in apps/server/src/module-order.json: raise an event that the module on the right handles, or move the call there.`,
  from: { path: `${MODULES}${name}/` },
  to: { path: `${MODULES}(${moduleOrder.slice(index + 1).join('|')})/` },
}));

const rest = [
  {
    name: 'module-entries',
    comment:
      "A module is entered through its service.ts, contract.ts or events.ts: add what you need to the other module's service.",
    // A journey tested across modules may look behind the doors.
    from: { path: `${MODULES}([^/]+)/`, pathNot: '\\.test\\.ts$' },
    to: { path: MODULES, pathNot: [`${MODULES}$1/`, '/(service|contract|events)\\.ts$'] },
  },
  {
    name: 'module-not-in-order',
    comment:
      'Every folder of apps/server/src/modules has its place in apps/server/src/module-order.json: name it there.',
    from: { path: MODULES, pathNot: `${MODULES}(${moduleOrder.join('|')})/` },
    to: {},
  },
  {
    name: 'module-below-wiring',
    comment: 'A module knows neither the wiring (app.ts, cli/) nor the demo: it is handed what it needs.',
    from: { path: MODULES },
    to: { path: SERVER, pathNot: [MODULES, `${SERVER}platform/`, `${SERVER}demo/[^/]+-contract\\.ts$`] },
  },
  {
    name: 'platform-knows-no-module',
    comment:
      'apps/server/src/platform knows no domain: pass what it needs in from app-parts.ts, or move the code into the module.',
    // platform/test builds the whole application for tests, which alone may import it (test-support-in-tests).
    from: { path: `${SERVER}platform/`, pathNot: [`${SERVER}platform/test/`, '\\.test\\.ts$'] },
    to: { path: SERVER, pathNot: `${SERVER}platform/` },
  },
  {
    name: 'cli-is-an-end',
    comment:
      'Nothing imports a command of apps/server/src/cli except its table: put what is shared below, into a module or a package.',
    from: { path: `^(packages|apps)/`, pathNot: `${SERVER}cli/` },
    to: { path: `${SERVER}cli/` },
  },
  {
    name: 'demo-is-an-end',
    comment: 'Only the wiring (app-parts.ts, cli/) and benchmarks import apps/server/src/demo.',
    from: { path: '^(packages|apps)/', pathNot: `${SERVER}(demo/|cli/|[^/]+$)` },
    to: { path: `${SERVER}demo/` },
  },
  {
    name: 'demo-entries',
    comment: 'The demo enters a module as everybody else, through its service.ts or contract.ts.',
    from: { path: `${SERVER}demo/` },
    to: { path: MODULES, pathNot: '/(service|contract)\\.ts$' },
  },
  {
    name: 'server-not-to-web',
    comment:
      'The server serves the built web and imports nothing of apps/web: shared shapes belong into a contract.ts.',
    from: { path: '^(packages|apps/server)/' },
    to: { path: '^apps/web/' },
  },
  {
    name: 'web-only-contracts',
    comment: "The webs import of the server only a module's contract.ts: move the shape there.",
    from: { path: '^apps/web/(?!e2e/)' },
    to: { path: '^apps/server/', pathNot: CONTRACTS },
  },
  {
    name: 'journeys-only-contracts',
    comment: 'Browser tests import of the server only contracts and what its own tests are built with.',
    from: { path: '^apps/web/e2e/' },
    to: {
      path: '^apps/server/',
      pathNot: [...CONTRACTS, '^apps/server/src/platform/test/'],
    },
  },
  {
    name: 'web-packages',
    comment:
      "The webs import packages/core and the browser half of packages/evidence (src/verify): everything else is the server's.",
    from: { path: '^apps/web/(?!e2e/)' },
    to: {
      path: '^(packages|bench|scripts)/',
      pathNot: ['^packages/core/', '^packages/evidence/src/verify/'],
    },
  },
  {
    name: 'contract-is-a-leaf',
    comment:
      'A contract.ts, with the records.ts of a large one, runs in the browser too: it imports zod, packages/core and other contracts, nothing else.',
    from: { path: LEAVES },
    to: { pathNot: [...LEAVES, '^packages/core/', 'node_modules/zod/'] },
  },
  {
    name: 'console-not-portal',
    comment:
      'The console (officers) and the portal (public) are two webs: what both need lives in apps/web/src/ui or api.',
    from: { path: '^apps/web/src/console/' },
    to: { path: '^apps/web/src/portal/' },
  },
  {
    name: 'portal-not-console',
    comment:
      'The portal (public) and the console (officers) are two webs: what both need lives in apps/web/src/ui or api.',
    from: { path: '^apps/web/src/portal/' },
    to: { path: '^apps/web/src/console/' },
  },
  {
    name: 'web-shared-below',
    comment: 'apps/web/src/ui and api lie below the two webs and import neither.',
    from: { path: '^apps/web/src/(ui|api)/' },
    to: { path: '^apps/web/src/(console|portal)/' },
  },
  {
    name: 'product-not-to-bench',
    comment: 'Nothing in packages or apps imports bench/ or scripts/.',
    from: { path: '^(packages|apps)/' },
    to: { path: '^(bench|scripts)/' },
  },
  {
    name: 'scripts-bare',
    comment:
      'The scripts that install run before anything is installed: built-in modules and each other, nothing else.',
    from: { path: '^scripts/(start|test|bench|installation|web-build|complete-lock)\\.mjs$' },
    to: { dependencyTypesNot: ['core'], pathNot: '^scripts/' },
  },
  {
    name: 'test-support-in-tests',
    comment: 'test-database.ts and *.test.ts are for tests: product code imports neither.',
    from: { path: '^(packages|apps)/', pathNot: '(\\.test\\.tsx?|/test-[^/]+\\.ts|/(e2e|test|testing)/.*)$' },
    to: { path: '(\\.test\\.tsx?|/platform/db/test-[^/]+\\.ts|/(test|testing)/[^/]+\\.ts)$' },
  },
  {
    name: 'no-circle',
    comment: 'Imports run one way: move what both files need into a third one below them.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'resolvable',
    comment:
      'This import leads nowhere: mend the path, or add the package to the package.json beside the file.',
    // What benchmarks compare with is installed when they run.
    from: { pathNot: '^bench/' },
    to: { couldNotResolve: true },
  },
];

/** All rules, for dependency-cruiser's `ruleSet.forbidden`. */
export const floors = [
  ...packageFloors,
  ...moduleFloors,
  ...rest.map((rule) => ({ severity: 'error', ...rule })),
];
