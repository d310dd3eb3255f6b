/** Tests are ES modules; start them with `npm test`, which gives Node the flag that Jest needs for that. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/src', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
        },
        module: { type: 'es6' },
      },
    ],
  },
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  // Never what a test measures: only how long something may hang on a slow, busy machine before it is told.
  testTimeout: 180_000,
  testSequencer: '<rootDir>/test/support/longest-first.mjs',
  maxWorkers: 2,
  // What modules of earlier files leave behind makes each start of a process slower: a worker begins anew.
  workerIdleMemoryLimit: '500MB',
};
