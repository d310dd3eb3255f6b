import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

/** Writes what the codes of the service say in the pages. Run by the build. */
const document = JSON.parse(readFileSync(new URL('../dist/openapi.json', import.meta.url), 'utf8'));
const folder = new URL('src/generated/', import.meta.url);
mkdirSync(folder, { recursive: true });

// Problems bring their own sentence with each answer.
const { ProblemCode: _, ...lists } = document['x-words'];
const inVietnamese = Object.fromEntries(
  Object.entries(lists).map(([list, words]) => [
    list,
    Object.fromEntries(Object.entries(words).map(([code, { vi }]) => [code, vi])),
  ]),
);
writeFileSync(
  new URL('code-words.ts', folder),
  `/** What each code of the service says, by list: from its OpenAPI document. */\nexport const CODE_WORDS = ${JSON.stringify(inVietnamese, null, 2)} as const;\n`,
);
