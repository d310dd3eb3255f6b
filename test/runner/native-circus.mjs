import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { transpiled } from './transpile.mjs';

const { default: circus } = createRequire(import.meta.url)('jest-circus/runner');

/**
 * Jest's own way to run a file (its option `testRunner`), except that Node loads the modules. So a worker loads Nest,
 * TypeORM and the service once, where Jest would load them again for each file.
 */
export default function runFile(...given) {
  const [, , , runtime, path] = given;
  // Watching runs the same file again in the same process, and a module is evaluated once for each address.
  const address = `${pathToFileURL(transpiled(path)).href}?${performance.now()}`;
  runtime.unstable_shouldLoadAsEsm = () => true;
  runtime.unstable_importModule = () => import(address);
  runtime.setGlobalsForRuntime = (globals) => void (globalThis.jestGlobals = globals);
  return circus(...given);
}
