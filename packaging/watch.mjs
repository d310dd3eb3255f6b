import { spawn, spawnSync } from 'node:child_process';
import { watch } from 'node:fs';

/** `npm run start:dev`: the service, built and started again at each change of its sources. */
const SETTLED_MS = 100;
const build = () => spawnSync(process.execPath, ['packaging/build-service.mjs'], { stdio: 'inherit' });

build();
const service = spawn(process.execPath, ['--watch', '--enable-source-maps', 'dist/src/main.js'], { stdio: 'inherit' });
let waiting;
const watchers = ['src', 'migrations'].map((folder) =>
  watch(folder, { recursive: true }, () => {
    clearTimeout(waiting);
    waiting = setTimeout(build, SETTLED_MS);
  }),
);
service.once('exit', () => watchers.forEach((watcher) => watcher.close()));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => service.kill(signal));
