import { transpileChanges } from './transpile.mjs';

/** `npm run test:kills`: transpiles what has changed, and runs it; the tests run the same rounds, see test/e2e/kill.spec.ts. */
await transpileChanges();
await import('../../dist/spec/test/kills/main.js');
