import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { transpiled } from './transpile.mjs';

const require = createRequire(import.meta.url);
const { default: circus } = require('jest-circus/runner');

/**
 * Jest's own way to run a file (its option `testRunner`), except that Node loads all modules. So a worker loads Nest,
 * TypeORM, the service and Jest's `expect` once, where Jest would load them anew for each file.
 */
export default async function runFile(...given) {
  const [, , , runtime, path] = given;
  // Watching runs the same file again in the same process, and a module is evaluated once for each address.
  const address = `${pathToFileURL(transpiled(path)).href}?${performance.now()}`;
  runtime.unstable_shouldLoadAsEsm = () => true;
  runtime.unstable_importModule = () => import(address);
  runtime.setGlobalsForRuntime = (globals) => void (globalThis.jestGlobals = globals);
  runtime.requireInternalModule = requireAnew;
  return circus(...given);
}

/** The module in which Jest keeps what it knows of the file in hand, without what it knew of the last one. */
function requireAnew(name) {
  delete require.cache[name];
  delete globalThis[Symbol.for('EVENT_HANDLERS')];
  for (const key of Object.getOwnPropertySymbols(globalThis)) {
    if (key.description === 'JEST_STATE_SYMBOL') delete globalThis[key];
  }
  return require(name);
}
