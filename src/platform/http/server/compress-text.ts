import fastifyCompress from '@fastify/compress';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Settings } from '../../config/config.js';

/** Lists, reports, feeds, problems and pages. Not audio and pictures, which are compressed, nor streams of events. */
const TEXT =
  /^(text\/(?!event-stream)|application\/(json|problem\+json|javascript|xspf\+xml|vnd\.apple\.mpegurl)\b|image\/svg\+xml)/;

/** What must arrive as it was written: the signature covers the exact bytes. */
const EXACT_BYTES = ['/api/v1/station/playlist'];

/**
 * Compresses answers of text with at least COMPRESS_MIN_BYTES. Only those of GET: other answers may hold a secret beside
 * what the caller sent, and their length would tell about it.
 */
export async function compressText(app: NestFastifyApplication, settings: Settings): Promise<void> {
  const server = app.getHttpAdapter().getInstance();
  server.addHook('onRoute', (route) => {
    const methods = [route.method].flat();
    if (!methods.every((method) => method === 'GET') || EXACT_BYTES.includes(route.url)) route.compress = false;
  });
  await app.register(fastifyCompress, {
    threshold: settings.COMPRESS_MIN_BYTES,
    encodings: ['br', 'gzip'],
    customTypes: TEXT,
    // Which bodies may be compressed, and how large they may become, is decided where bodies are read.
    globalDecompression: false,
  });
}
