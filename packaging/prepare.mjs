import { existsSync, readFileSync } from 'node:fs';

/** `prepare` of package.json, which npm runs after installing: builds the service, which needs the development packages. */
const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));

if (Object.keys(devDependencies).every((name) => existsSync(`node_modules/${name}`))) {
  await import('./build-service.mjs');
  await import('./build-web.mjs');
} else {
  process.stderr.write(
    'Vang is built from its sources, which needs the development packages: npm ci --include=dev && npm prune --omit=dev\n',
  );
  process.exitCode = 1;
}
