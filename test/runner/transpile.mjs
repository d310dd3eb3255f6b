import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as transpiler from '../../packaging/transpile.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const OUT = join(ROOT, 'dist', 'spec');
/** The modules of the pages that are no components: some have specs beside them. */
const PAGES = 'web/src';

/** Where the JavaScript of a source is. */
export const transpiled = (path) => transpiler.transpiled(relative(ROOT, path), OUT);

/** Every run of the tests does it, so the tests always run the sources as they are. */
export async function transpileChanges() {
  await transpiler.transpileChanges([...(await transpiler.foldersOf('tsconfig.json')), PAGES], OUT);
  await provideJestGlobals();
}

/** Node finds this package, nearer to the specs, before the one that works only where Jest loads the modules itself. */
async function provideJestGlobals() {
  const folder = join(OUT, 'node_modules', '@jest', 'globals');
  await mkdir(folder, { recursive: true });
  await copyFile(fileURLToPath(new URL('jest-globals.mjs', import.meta.url)), join(folder, 'index.mjs'));
  await writeFile(join(folder, 'package.json'), JSON.stringify({ exports: './index.mjs' }));
}
