import { spawnSync } from 'node:child_process';

/** `npm run test:console`: all stories in a browser, also those that `npm test` leaves out; further arguments go to Jest. */
const { status } = spawnSync('npx', ['jest', 'test/console', ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, CONSOLE_STORIES: 'all' },
});
process.exitCode = status ?? 1;
