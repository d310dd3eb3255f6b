import { basename } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { consoleFolder, isConsoleBuilt } from './console-files.js';

/** Files beside the page that browsers look for by name; asked for anew each time. */
const BY_NAME = ['service-worker.js', 'manifest.webmanifest', 'icon.svg', 'icon-192.png', 'icon-512.png'];

const YEAR_SECONDS = 31_536_000;

/**
 * Serves the scripts, styles and fonts of the console. Their names change with their contents, so browsers keep them; the
 * build compressed them.
 */
export async function serveConsoleFiles(app: NestFastifyApplication): Promise<void> {
  if (!isConsoleBuilt()) return;
  await app.register(fastifyStatic, {
    root: `${consoleFolder()}/assets`,
    prefix: '/assets/',
    preCompressed: true,
    cacheControl: false,
    index: false,
    setHeaders: (reply, path) => {
      const isByName = BY_NAME.includes(basename(path));
      void reply.header('cache-control', isByName ? 'no-cache' : `public, max-age=${YEAR_SECONDS}, immutable`);
    },
  });
  const server = app.getHttpAdapter().getInstance();
  for (const name of BY_NAME) {
    server.get(`/${name}`, (_request, reply) => reply.sendFile(name, consoleFolder()));
  }
}
