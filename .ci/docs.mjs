import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Checks that the documents match the repository: the map of src/ in docs/architecture.md lists every folder and no other,
 * links and paths on the pages lead to a file, and .env.example names the settings that config.ts knows.
 */
const read = (path) => readFileSync(path, 'utf8');
const faults = [];

const foldersIn = (path) =>
  readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

/** Folders of src/, two levels deep: `platform`, `platform/audit`, … */
function foldersOfSource() {
  return foldersIn('src').flatMap((module) => [
    module,
    ...foldersIn(join('src', module)).map((name) => `${module}/${name}`),
  ]);
}

/** The same from the map: a line `module/  text`, and indented below it its folders. */
function foldersOfMap() {
  const [, map = ''] = /## The map of `src\/`.*?```\n(.*?)```/s.exec(read('docs/architecture.md')) ?? [];
  let module = '';
  return [...map.matchAll(/^( *)([\w-]+)\/ +\S/gm)].map(([, indent, name]) => {
    if (indent === '') module = name;
    return indent === '' ? name : `${module}/${name}`;
  });
}

const [inSource, inMap] = [foldersOfSource(), foldersOfMap()];
for (const folder of inSource)
  if (!inMap.includes(folder)) faults.push(`docs/architecture.md: src/${folder}/ is not on the map`);
for (const folder of inMap)
  if (!inSource.includes(folder)) faults.push(`docs/architecture.md: there is no src/${folder}/`);

const pages = ['README.md', 'CHANGELOG.md'].concat(
  readdirSync('docs', { recursive: true })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
);
for (const page of pages) {
  for (const [, path] of read(page).matchAll(/`([\w./-]+\/[\w.-]+\.(?:ts|mjs|csv))`/g))
    if (!existsSync(path) && !existsSync(join('src', path))) faults.push(`${page}: there is no ${path}`);
  for (const [, link] of read(page).matchAll(/\]\(([^)\s]+)\)/g)) {
    const [path] = link.split('#');
    if (path && !/^https?:/.test(path) && !existsSync(join(dirname(page), path)))
      faults.push(`${page}: ${link} leads nowhere`);
  }
}

const names = (text, pattern) => [...text.matchAll(pattern)].map(([, name]) => name);
const explained = names(read('.env.example'), /^([A-Z_]+)=/gm);
const known = names(read('src/platform/config/config.ts'), /^ {2}([A-Z_]+):/gm);
for (const name of known) if (!explained.includes(name)) faults.push(`.env.example: ${name} is not explained`);
for (const name of explained) if (!known.includes(name)) faults.push(`.env.example: there is no setting ${name}`);

for (const fault of faults) process.stderr.write(`${fault}\n`);
process.exitCode = faults.length > 0 ? 1 : 0;
