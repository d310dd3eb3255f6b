/** Node loads the specs and the service, not Jest: see test/runner/native-circus.mjs. */
export default {
  roots: ['<rootDir>/src', '<rootDir>/test', '<rootDir>/demo', '<rootDir>/web/src'],
  testMatch: ['**/*.spec.ts'],
  // Stories in a browser that take long: `npm run test:console`.
  testPathIgnorePatterns: process.env.CONSOLE_STORIES === 'all' ? [] : ['<rootDir>/test/console/long/'],
  transform: {},
  globalSetup: '<rootDir>/test/runner/global-setup.mjs',
  globalTeardown: '<rootDir>/test/runner/global-teardown.mjs',
  testRunner: '<rootDir>/test/runner/native-circus.mjs',
  testSequencer: '<rootDir>/test/runner/longest-first.mjs',
  // The upper bound of a hung test on a slow, busy machine; nothing is measured by it.
  testTimeout: 600_000,
  maxWorkers: 2,
};
