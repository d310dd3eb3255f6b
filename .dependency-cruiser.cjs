const { readdirSync } = require('node:fs');
const pageRules = require('./web/layers.cjs');

/** Which file may import which. docs/architecture.md explains the rules; `npm run check:layers` proves them. */

/** The modules of src/, bottom to top. A module imports only from modules before it; siblings share a line. */
const MODULES = [
  ['platform'],
  ['identity'],
  ['consequences'],
  ['stations', 'programs'],
  ['transcoding'],
  ['scheduling'],
  ['playlists'],
  ['playback'],
  ['emergency'],
  ['reports'],
  ['system'],
  ['console'],
];

/** The folders inside a module, likewise; `.` are the files beside them. Folders in brackets are not told apart. */
const INSIDE = {
  platform: [
    ['clock', 'processes', 'words', 'metrics'],
    ['(config|http|database|audit|logging)'],
    ['queue', 'signing', 'storage'],
    ['events', 'backup', 'doctor', 'health'],
  ],
  identity: [
    ['.'],
    ['idempotency'],
    ['access', 'passwords', 'known-clients', 'notices'],
    ['people'],
    ['second-factor', 'tokens'],
    ['sessions', 'invitations', 'audit'],
    ['sign-in'],
  ],
  stations: [['.'], ['centres', 'units'], ['clusters', 'devices', 'groups', 'import']],
  programs: [
    ['.'],
    ['lists'],
    ['listening'],
    ['library'],
    ['approval', 'audit'],
    ['upload'],
    ['resumable'],
    ['cleanup'],
  ],
  transcoding: [
    ['.'],
    ['ffmpeg'],
    ['probe'],
    ['decode'],
    ['normalise'],
    ['loudness'],
    ['findings', 'fingerprint', 'waveform'],
    ['rendition'],
    ['requests'],
    ['run'],
    ['trim', 'preview', 'renewal'],
    ['status'],
  ],
  scheduling: [
    ['recurrence'],
    ['airtime', 'terms'],
    ['broadcasts', 'operations'],
    ['clashes'],
    ['planning'],
    ['proposals'],
    ['changes'],
    ['entries'],
    ['listeners', 'timeline', 'withdrawals', 'calendar'],
  ],
  playlists: [['content', 'tickets'], ['versions'], ['feeds', 'readiness', 'stops']],
  playback: [
    ['.'],
    ['reasons', 'deciding'],
    ['outcomes'],
    ['plays', 'confirmations'],
    ['evidence', 'today', 'grid', 'overview'],
  ],
  reports: [['.'], ['scope'], ['airtime'], ['coverage'], ['outcomes']],
  system: [['.'], ['metrics', 'names', 'state']],
};

/** What the folders beside src/ may import of this repository, apart from their own files. */
const BESIDE = {
  migrations: [],
  'api-client': [],
  'station-client': [],
  browser: [],
  agent: ['station-client/'],
  web: [],
  demo: ['src/boot[.]ts', 'src/platform/', 'api-client/', 'station-client/', 'browser/'],
  bench: [
    'src/boot[.]ts',
    'src/(platform|programs|transcoding)/',
    'src/scheduling/.*[.]tick[.]ts$',
    'api-client/',
    'station-client/',
    'browser/',
  ],
  'test/support': ['src/boot[.]ts', 'src/platform/', 'src/transcoding/ffmpeg/', '(api|station)-client/', 'browser/'],
  'test/factories': [
    'src/(platform|identity)/',
    'src/.*[.]event[.]ts$',
    'test/support/',
    'api-client/',
    'station-client/',
  ],
  'test/hostile': ['src/transcoding/', 'test/support/'],
  'test/integration': [
    'src/',
    'bench/accuracy/',
    'test/(support|factories|hostile)/',
    'api-client/',
    'station-client/',
  ],
  'test/kills': ['src/platform/', 'test/(support|factories)/', 'api-client/', 'station-client/'],
  'test/e2e': ['src/(platform|identity)/', 'test/(support|factories|kills)/', 'api-client/', 'station-client/'],
  'test/console': ['src/platform/', 'test/(support|factories)/', 'api-client/', 'station-client/'],
  'test/recurrence': ['src/platform/', 'src/scheduling/(recurrence|terms|calendar)/', 'test/support/'],
  'test/fuzz': ['src/(platform|identity)/', 'test/(support|factories)/'],
};

/** From another module: its module, services, entities (as types), events, jobs, problems, ports (directories). platform and identity are open. */
const DOORS = '[.](module|service|entity|event|job|problems|guard|decorator|schemas|directory)[.]ts$';
const DOORS_FOR_TESTS = DOORS.replace('(', '(tick|queries|');
const CLOSED = '(?!platform/|identity/)([^/]+)/';

const upward = MODULES.flatMap((layer, level) =>
  layer.map((module) => ({
    name: `${module}-imports-downward-only`,
    from: { path: `^src/${module}/` },
    to: {
      path: notBelow(MODULES, level, module)
        .map((other) => `^src/${other}/`)
        .concat('^src/[^/]+[.]ts$'),
    },
  })),
);

const upwardInside = Object.entries(INSIDE).flatMap(([module, layers]) => {
  const wiring = `^src/${module}/${module}[.]module[.]ts$`;
  const pathOf = (folder) => `^src/${module}/${folder === '.' ? '[^/]+[.]ts$' : `${folder}/`}`;
  return layers.flatMap((layer, level) =>
    layer.map((folder) => ({
      name: `${module}-${folder}-imports-downward-only`,
      from: { path: pathOf(folder), pathNot: wiring },
      to: { path: notBelow(layers, level, folder).map(pathOf).concat(wiring) },
    })),
  );
});

const beside = Object.entries(BESIDE).map(([folder, allowed]) => ({
  name: `${folder.replace('/', '-')}-imports`,
  from: { path: `^${folder}/` },
  to: {
    path: '^(src|migrations|api-client|station-client|browser|agent|web|demo|bench|test)/',
    pathNot: [`^${folder}/`, ...allowed.map((path) => `^${path}`)],
  },
}));

/** The folders of the same level and of the levels above it, without `itself`. */
function notBelow(layers, level, itself) {
  return layers
    .slice(level)
    .flat()
    .filter((other) => other !== itself);
}

const foldersIn = (path) => readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory());
for (const { name: module } of foldersIn('src')) {
  const places = (INSIDE[module] ?? []).flat().map((place) => new RegExp(`^${place}$`));
  for (const { name } of foldersIn(`src/${module}`))
    if (!places.some((place) => place.test(name))) throw new Error(`INSIDE has no place for src/${module}/${name}`);
}

const rules = [
  ...pageRules,
  ...upward,
  ...upwardInside,
  ...beside,
  { name: 'transcoding-knows-no-stations', from: { path: '^src/transcoding/' }, to: { path: '^src/stations/' } },
  { name: 'scheduling-knows-no-transcoding', from: { path: '^src/scheduling/' }, to: { path: '^src/transcoding/' } },
  {
    name: 'src-imports-nothing-beside-it',
    from: { path: '^src/', pathNot: '^src/platform/database/data-source[.]ts$' },
    to: { path: '^(migrations|api-client|station-client|browser|agent|web|demo|bench|test)/' },
  },
  {
    name: 'files-of-stations-and-programs-import-none-of-their-folders',
    from: { path: '^src/(stations|programs)/[^/]+[.]ts$', pathNot: '[.]module[.]ts$' },
    to: { path: '^src/$1/[^/]+/' },
  },
  { name: 'no-circles', from: {}, to: { circular: true } },
  {
    name: 'only-the-doors-of-a-module',
    from: { path: `^src/${CLOSED}` },
    to: { path: `^src/${CLOSED}`, pathNot: ['^src/$1/', DOORS] },
  },
  {
    name: 'only-the-doors-of-another-module-in-tests',
    from: { path: '^test/(?:integration/([^/]+)|e2e|factories)/' },
    to: { path: `^src/${CLOSED}`, pathNot: ['^src/$1/', DOORS_FOR_TESTS] },
  },
  {
    name: 'ffmpeg-in-one-file',
    from: { path: '^src/', pathNot: '^src/transcoding/ffmpeg/ffmpeg[.]runner[.]ts$' },
    to: { path: 'fluent-ffmpeg' },
  },
  {
    name: 'redis-in-one-file',
    from: { path: '^src/', pathNot: 'queue-backend[.]ts$' },
    to: { path: 'node_modules/ioredis' },
  },
  {
    name: 'luxon-in-recurrence-only',
    from: { path: '^src/', pathNot: '^src/(platform/clock|platform/words|scheduling)/' },
    to: { path: 'node_modules/luxon' },
  },
  // Both are created by the test run itself, so they are missing in a clean checkout.
  {
    name: 'resolvable',
    from: { pathNot: '^test/e2e/typed-client/' },
    to: { couldNotResolve: true, pathNot: '/dist/spec/' },
  },
];

module.exports = {
  forbidden: rules.map((rule) => ({ severity: 'error', ...rule })),
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs'],
    },
  },
};
