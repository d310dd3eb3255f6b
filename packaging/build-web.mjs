import { spawn } from 'node:child_process';
import { open } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** `npm run build:web`: the OpenAPI document of the service that was built, then the pages, and beside them the types of the API. */
const pathOf = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));

const document = await open(pathOf('dist/openapi.json'), 'w');
await run(['dist/src/openapi.js'], { stdio: ['ignore', document.fd, 'inherit'] });
await document.close();
await run(['web/generate-words.mjs']);
await Promise.all([
  run(['web/generate-types.mjs']),
  run([pathOf('node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], { cwd: pathOf('web') }),
]);

/** @throws when it fails: it has said why */
function run(given, options = {}) {
  const [script] = given;
  const started = spawn(process.execPath, given, { cwd: pathOf('.'), stdio: 'inherit', ...options });
  return new Promise((resolve, reject) => {
    started.once('error', reject);
    started.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${script} failed`))));
  });
}
