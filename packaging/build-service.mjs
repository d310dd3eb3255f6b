import { fileURLToPath } from 'node:url';
import { foldersOf, transpileChanges } from './transpile.mjs';

/** `npm run build:service`: the service, its demo and its measurements as JavaScript in dist/. */
await transpileChanges(
  await foldersOf('tsconfig.build.json'),
  fileURLToPath(new URL('../dist/', import.meta.url)),
  (path) => !path.endsWith('.spec.ts'),
);
