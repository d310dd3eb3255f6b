import { PassThrough, pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyRequest, RequestPayload } from 'fastify';
import { BadGzip, UnknownEncoding } from './plays.problems.js';

const ROUTE = '/station/plays';

/**
 * Lets devices send their plays gzipped, to spare a SIM's data volume. Fastify counts what comes out of the stream
 * against its body limit, so a small body that unpacks to a huge one is stopped at the limit.
 */
@Injectable()
export class GzipBodies implements OnModuleInit {
  constructor(private readonly adapter: HttpAdapterHost) {}

  onModuleInit(): void {
    // A worker process answers health only and has no such server.
    if (this.adapter.httpAdapter?.getType() !== 'fastify') return;
    const server = this.adapter.httpAdapter.getInstance<FastifyInstance>();
    server.addHook('preParsing', async (request, _reply, payload) => unpacked(request, payload));
  }
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
