/** Which file of the pages may import which; part of `npm run check:layers`. */

/** The folders of web/src, bottom to top. Screens know nothing of each other. */
const PAGES = [['generated'], ['ui', 'words', 'api'], ['session'], ['parts'], ['screens'], ['app', 'first-view']];

/** Each library of the pages has one door; tests replace nothing, so that a change of the library shows. */
const PAGE_LIBRARIES = {
  '@mantine': 'web/src/ui/',
  'react-router': 'web/src/ui/routing[.]ts$',
  '@tanstack/react-query': 'web/src/api/query[.]ts$',
  '@tanstack/react-virtual': 'web/src/ui/virtual[.]ts$',
  'openapi-fetch': 'web/src/api/client[.]ts$',
  'idb-keyval': 'web/src/api/',
  'tus-js-client': 'web/src/api/send-audio[.]ts$',
  'i18next|react-i18next': 'web/src/words/',
};

const pages = PAGES.slice(0, -1).flatMap((layer, level) =>
  layer.map((folder) => ({
    name: `web-${folder}-imports-downward-only`,
    from: { path: `^web/src/${folder}/` },
    to: {
      path: PAGES.slice(level)
        .flat()
        .filter((other) => other !== folder)
        .map((other) => `^web/src/${other}/`),
    },
  })),
);
const pageLibraries = Object.entries(PAGE_LIBRARIES).map(([library, door]) => ({
  name: `${library.replaceAll(/[^a-z]+/g, '-')}-by-one-door`,
  from: { path: '^web/src/', pathNot: `^${door}` },
  to: { path: `node_modules/(${library})/` },
}));

module.exports = [
  ...pages,
  ...pageLibraries,
  {
    name: 'screens-know-no-other-screen',
    from: { path: '^web/src/screens/([^/]+)/' },
    to: { path: '^web/src/screens/', pathNot: '^web/src/screens/$1/' },
  },
];
