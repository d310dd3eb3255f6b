import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transform } from 'rolldown/utils';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** Transpiles each file by itself, as `isolatedModules` and `verbatimModuleSyntax` of tsconfig.json allow. */
const OPTIONS = {
  lang: 'ts',
  target: 'es2023',
  sourcemap: true,
  tsconfig: false,
  // The pages import sources by their names.
  typescript: { onlyRemoveTypeImports: true, rewriteImportExtensions: true },
  decorator: { legacy: true, emitDecoratorMetadata: true },
};

/**
 * Transpiles the TypeScript of some folders of the project that has changed since the last time, and removes what came of
 * files that are gone. It checks no types: that is `npm run check:types`.
 *
 * @param out the folder for the JavaScript; the folders below it are those of the project, so relative paths hold
 */
export async function transpileChanges(folders, out, isWanted = () => true) {
  // What was transpiled last: the hash of each source, and of all that decides how.
  const record = join(out, 'sources.json');
  const last = JSON.parse(await readFile(record, 'utf8').catch(() => '{}'));
  const how = hashOf(await readFile(fileURLToPath(import.meta.url)), await readFile(join(ROOT, 'package-lock.json')));
  const before = last.how === how ? last.sources : {};
  const now = {};
  const work = (await sourcesIn(folders)).filter(isWanted).map(async (path) => {
    const source = await readFile(join(ROOT, path), 'utf8');
    now[path] = hashOf(source);
    if (now[path] !== before[path]) await transpileFile(path, source, transpiled(path, out));
  });
  await Promise.all(work);
  // An import of a source that is gone must fail.
  for (const path of Object.keys(before)) if (!now[path]) await rm(transpiled(path, out), { force: true });
  await put(record, JSON.stringify({ how, sources: now }));
}

/** Where the JavaScript of a source is. */
export const transpiled = (path, out) => join(out, path.replace(/\.ts$/, '.js'));

/** The folders that a tsconfig.json includes. */
export const foldersOf = async (tsconfig) => JSON.parse(await readFile(join(ROOT, tsconfig), 'utf8')).include;

async function sourcesIn(folders) {
  const lists = await Promise.all(
    folders.map(async (folder) => {
      const names = await readdir(join(ROOT, folder), { recursive: true }).catch(() => []);
      return names.filter((name) => /(?<!\.d)\.ts$/.test(name)).map((name) => join(folder, name));
    }),
  );
  return lists.flat();
}

function hashOf(...texts) {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text);
  return hash.digest('hex');
}

async function transpileFile(path, source, out) {
  const { code, map, errors } = await transform(path, source, OPTIONS);
  if (errors.length > 0) throw new Error(errors.map(({ message }) => `${path}: ${message}`).join('\n'));
  await mkdir(dirname(out), { recursive: true });
  await put(`${out}.map`, JSON.stringify({ ...map, sources: [relative(dirname(out), join(ROOT, path))] }));
  await put(out, `${code}\n//# sourceMappingURL=${basename(out)}.map\n`);
}

/** Whole or not at all: another run of the service or the tests may read it at this moment. */
async function put(path, text) {
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, text);
  await rename(draft, path);
}
