/**
 * Who may know whom in src/. This table is the whole of it: `npm run layers` turns each row into rules and fails on
 * anything else. Tests and benches may cross the layers, product code may not.
 */
const ENGINE = 'engine/contract'; // the engine's public face
const layers = {
  base: [],
  cache: ['base'],
  recommender: ['base'],
  store: ['base'],
  replay: ['base', 'cache'],
  'shared-cache': ['base', 'cache'],
  engine: ['base', 'cache', 'recommender', 'store', 'replay', 'shared-cache'],
  backend: ['base', ENGINE],
  client: ['base', 'types of backend'],
  ui: ['base'],
  pages: ['base', 'ui', 'client', ENGINE],
  app: ['base', 'ui', 'client', 'backend', 'pages', ENGINE],
  gateway: ['base', 'shared-cache/wire'],
  cli: ['base', 'cache', 'recommender', 'store', 'replay', 'engine'],
  'main.tsx': ['base', 'ui', 'client', 'backend', 'pages', 'app', ENGINE],
};

/** The rooms of the engine, from the top: a room knows only those above it. */
const rooms = ['contract', 'time', 'serving', 'world', 'truth', 'invalidation', 'watch', 'run'];

/** Packages that have a home: nobody else may know them. */
const homes = {
  '(react|react-dom|@mantine/[^/]+|@tanstack/[^/]+|recharts|zustand)': [
    'ui',
    'pages',
    'app',
    'client',
    'main.tsx',
  ],
  msw: ['backend'],
  comlink: ['engine'],
  '@sqlite.org/[^/]+': ['store'],
};

/** Folders of `pages/` that are no page: what pages share of the run, and what several of them show. */
const SHARED_BY_PAGES = 'session|parts';

const TESTS = '\\.(test|bench)\\.tsx?$|/testing/';
const inside = (names) => names.map((name) => `^src/${name}(/|\\.|$)`);
const typesOf = (allowed) =>
  allowed.filter((a) => a.startsWith('types of ')).map((a) => a.slice('types of '.length));

const layerRules = Object.entries(layers).flatMap(([layer, allowed]) => {
  const types = typesOf(allowed);
  const reachable = [layer, ...allowed.filter((a) => !a.startsWith('types of ')), ...types];
  const from = { path: inside([layer]), pathNot: TESTS };
  return [
    {
      name: `${layer} may import only ${allowed.length ? allowed.join(', ') : 'npm packages'}`,
      severity: 'error',
      from,
      to: { path: '^src/', pathNot: inside(reachable) },
    },
    ...types.map((other) => ({
      name: `${layer} may import only the types of ${other}`,
      severity: 'error',
      from,
      to: { path: inside([other]), dependencyTypesNot: ['type-only'] },
    })),
  ];
});

const roomRules = rooms.map((room, i) => ({
  name: `engine/${room} may import only rooms above it: ${rooms.slice(0, i).join(', ') || 'none'}`,
  severity: 'error',
  from: { path: `^src/engine/${room}/`, pathNot: TESTS },
  to: { path: '^src/engine/', pathNot: rooms.slice(0, i + 1).map((above) => `^src/engine/${above}/`) },
}));

const homeRules = Object.entries(homes).map(([name, at]) => ({
  name: `${name} lives in ${at.join(', ')}`,
  severity: 'error',
  from: { path: '^src/', pathNot: [...inside(at), TESTS] },
  to: { path: `(^|/)node_modules/${name}(/|$)` },
}));

module.exports = {
  forbidden: [
    ...layerRules,
    ...roomRules,
    ...homeRules,
    {
      name: 'a file of src/ stands in a layer of the table',
      severity: 'error',
      from: { path: '^src/', pathNot: [...inside(Object.keys(layers)), '\\.d\\.ts$'] },
      to: {},
    },
    {
      name: 'a page never imports a page',
      severity: 'error',
      from: { path: '^src/pages/([^/]+)/', pathNot: TESTS },
      to: { path: '^src/pages/[^/]+/', pathNot: `^src/pages/($1|${SHARED_BY_PAGES})/` },
    },
    {
      name: 'what all pages share knows no page',
      severity: 'error',
      from: { path: `^src/pages/(${SHARED_BY_PAGES})/`, pathNot: TESTS },
      to: { path: '^src/pages/[^/]+/', pathNot: `^src/pages/(${SHARED_BY_PAGES})/` },
    },
    {
      name: 'a panel never imports a panel, a lesson never a lesson',
      severity: 'error',
      from: {
        path: '^src/pages/[^/]+/(panels|lessons)/([^/.]+)',
        pathNot: [TESTS, '^src/pages/[^/]+/(panels|lessons)/index\\.tsx?$'],
      },
      to: {
        path: '^src/pages/[^/]+/(panels|lessons)/',
        pathNot: '^src/pages/[^/]+/(panels|lessons)/$2(/|\\.|$)',
      },
    },
    {
      name: 'Node lives in gateway, cli',
      severity: 'error',
      from: { path: '^src/', pathNot: [...inside(['gateway', 'cli']), TESTS] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no circles, those of types included',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'every import is found',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\?' },
    },
    {
      name: 'product code imports no test',
      severity: 'error',
      from: { path: '^src/', pathNot: TESTS },
      to: { path: TESTS },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
      extensions: ['.ts', '.tsx', '.d.ts', '.js', '.mjs', '.cjs', '.json', '.css'],
    },
  },
};
