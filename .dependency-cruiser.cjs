/** The layers of src/, bottom to top. A module imports only from modules before it (docs/architecture.md). */
const LAYERS = [
  ['platform'],
  ['identity'],
  ['stations', 'programs'],
  ['transcoding'],
  ['scheduling'],
  ['playlists'],
  ['playback'],
  ['emergency'],
  ['reports'],
  ['console'],
];

// transcoding knows programs only; scheduling knows no transcoding.
const FURTHER = [
  { name: 'transcoding-knows-no-stations', from: { path: '^src/transcoding/' }, to: { path: '^src/stations/' } },
  { name: 'scheduling-knows-no-transcoding', from: { path: '^src/scheduling/' }, to: { path: '^src/transcoding/' } },
];

const upward = LAYERS.flatMap((layer, level) =>
  layer.map((module) => ({
    name: `${module}-imports-downward-only`,
    severity: 'error',
    from: { path: `^src/${module}/` },
    to: {
      path: LAYERS.flatMap((other, otherLevel) => (otherLevel >= level ? other : []))
        .filter((other) => other !== module)
        .map((other) => `^src/${other}/`)
        .concat('^src/app[.]module', '^src/boot', '^src/main'),
    },
  })),
);

module.exports = {
  forbidden: [
    ...upward,
    ...FURTHER.map((rule) => ({ severity: 'error', ...rule })),
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'only-the-doors-of-a-module',
      comment:
        'From another module: its module, services, entities (as types), events, jobs, problems. platform and identity are open.',
      severity: 'error',
      from: { path: '^src/(?!platform/|identity/)([^/]+)/' },
      to: {
        path: '^src/(?!platform/|identity/)([^/]+)/',
        pathNot: ['^src/$1/', '[.](module|service|entity|event|job|problems|guard|decorator|schemas|directory)[.]ts$'],
      },
    },
    {
      name: 'ffmpeg-in-one-file',
      severity: 'error',
      from: { pathNot: '^src/transcoding/ffmpeg/ffmpeg[.]ts$' },
      to: { path: 'fluent-ffmpeg' },
    },
    {
      name: 'redis-in-one-file',
      severity: 'error',
      from: { path: '^src/', pathNot: 'queue-backend[.]ts$' },
      to: { path: 'node_modules/ioredis' },
    },
    {
      name: 'luxon-in-recurrence-only',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(platform/clock|scheduling)/' },
      to: { path: 'node_modules/luxon' },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
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
