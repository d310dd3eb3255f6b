import { createHash, randomUUID } from 'node:crypto';
import { copyFile, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const OUT = join(ROOT, 'dist', 'spec');
/** The modules of the pages that are no components: some have specs beside them. */
const PAGES = 'web/src';
/** What was transpiled last: the hash of each source, and of all that decides how. */
const RECORD = join(OUT, 'sources.json');

/** Where the JavaScript of a source is. The folders below dist/spec are those of the project, so relative paths hold. */
export const transpiled = (path) => join(OUT, relative(ROOT, path).replace(/\.ts$/, '.js'));

/**
 * Transpiles the sources that have changed since the last time. It checks no types: that is `npm run check:types`.
 * Every run of the tests does it, so the tests always run the sources as they are.
 */
export async function transpileChanges() {
  const last = JSON.parse(await readFile(RECORD, 'utf8').catch(() => '{}'));
  const how = await hashOf(
    fileURLToPath(import.meta.url),
    join(ROOT, 'tsconfig.json'),
    join(ROOT, 'package-lock.json'),
  );
  const before = last.how === how ? last.sources : {};
  const now = Object.fromEntries(
    await Promise.all((await sources()).map(async (path) => [path, await hashOf(join(ROOT, path))])),
  );
  const changed = Object.keys(now).filter((path) => now[path] !== before[path]);
  if (changed.length > 0) await transpile(changed.map((path) => join(ROOT, path)));
  // An import of a source that is gone must fail.
  for (const path of Object.keys(before)) if (!now[path]) await rm(transpiled(join(ROOT, path)), { force: true });
  await provideJestGlobals();
  await put(RECORD, JSON.stringify({ how, sources: now }));
}

async function sources() {
  const { include } = JSON.parse(await readFile(join(ROOT, 'tsconfig.json'), 'utf8'));
  const lists = await Promise.all(
    [...include, PAGES].map(async (folder) => {
      const names = await readdir(join(ROOT, folder), { recursive: true });
      return names.filter((name) => /(?<!\.d)\.ts$/.test(name)).map((name) => join(folder, name));
    }),
  );
  return lists.flat();
}

async function hashOf(...paths) {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(await readFile(path));
  return hash.digest('hex');
}

async function transpile(paths) {
  const { default: ts } = await import('typescript');
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, ROOT);
  // `nodenext` asks package.json whether a file is an ES module, which a file by itself cannot tell.
  const compilerOptions = {
    ...options,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    // The pages import sources by their names.
    rewriteRelativeImportExtensions: true,
  };
  for (const path of paths) {
    const source = await readFile(path, 'utf8');
    const result = ts.transpileModule(source, { compilerOptions, fileName: path, reportDiagnostics: true });
    if (result.diagnostics?.length)
      throw new Error(ts.formatDiagnostics(result.diagnostics, ts.createCompilerHost({})));
    const out = transpiled(path);
    const map = JSON.parse(result.sourceMapText ?? '{}');
    await mkdir(dirname(out), { recursive: true });
    await put(`${out}.map`, JSON.stringify({ ...map, sources: [relative(dirname(out), path)] }));
    await put(out, result.outputText);
  }
}

/** Node finds this package, nearer to the specs, before the one that works only where Jest loads the modules itself. */
async function provideJestGlobals() {
  const folder = join(OUT, 'node_modules', '@jest', 'globals');
  await mkdir(folder, { recursive: true });
  await copyFile(fileURLToPath(new URL('jest-globals.mjs', import.meta.url)), join(folder, 'index.mjs'));
  await put(join(folder, 'package.json'), JSON.stringify({ exports: './index.mjs' }));
}

/** Whole or not at all: another run of the tests may read it at this moment. */
async function put(path, text) {
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, text);
  await rename(draft, path);
}
