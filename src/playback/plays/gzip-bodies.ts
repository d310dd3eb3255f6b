import { PassThrough, pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyRequest, RequestPayload } from 'fastify';
import { BadGzip, UnknownEncoding } from './plays.problems.js';

const ROUTE = '/station/plays';

/**
 * Lets devices send their plays gzipped, which saves data on a SIM. Fastify counts what comes out of the stream against
 * its body limit, so a small body that unpacks to a huge one is stopped at the limit.
 */
export function acceptGzippedPlays({ httpAdapter }: HttpAdapterHost): void {
  // A worker process answers health checks only and has no such server.
  if (httpAdapter?.getType() !== 'fastify') return;
  const server = httpAdapter.getInstance<FastifyInstance>();
  server.addHook('preParsing', async (request, _reply, payload) => unpacked(request, payload));
}

function unpacked(request: FastifyRequest, payload: RequestPayload): RequestPayload {
  const encoding = request.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (encoding === 'identity' || !request.routeOptions.url?.endsWith(ROUTE)) return payload;
  if (encoding !== 'gzip') throw new UnknownEncoding(encoding);
  const body: PassThrough & { receivedEncodedLength?: number } = new PassThrough();
  body.receivedEncodedLength = 0;
  payload.on(
    'data',
    (chunk: Buffer) => (body.receivedEncodedLength = (body.receivedEncodedLength ?? 0) + chunk.length),
  );
  const gunzip = createGunzip();
  gunzip.once('error', () => body.destroy(new BadGzip()));
  pipeline(payload, gunzip, body, () => undefined);
  return body;
}
