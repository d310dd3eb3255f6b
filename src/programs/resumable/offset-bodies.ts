import { PassThrough, Readable } from 'node:stream';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** The media type of a piece of an upload. */
export const PIECE = 'application/offset+octet-stream';

/** Leaves pieces of uploads unread by Fastify: they may be large, and go straight to the disk. */
@Injectable()
export class OffsetBodies implements OnModuleInit {
  constructor(private readonly adapter: HttpAdapterHost) {}

  onModuleInit(): void {
    // A worker process answers health only and has no such server.
    if (this.adapter.httpAdapter?.getType() !== 'fastify') return;
    const server = this.adapter.httpAdapter.getInstance<FastifyInstance>();
    server.addContentTypeParser(PIECE, (_request, _payload, done) => done(null));
  }
}

/**
 * A request as the web platform has it, with what tus reads of its headers.
 * Its body goes through a stream of its own, so that a request that is refused half-way can still be read to its end.
 */
export function asWebRequest({ raw, headers, method }: FastifyRequest, path: string): Request {
  const told = Object.entries(headers).filter(([name]) => /^(tus-|upload-|content-(type|length)$)/.test(name));
  const init = { method, headers: told.map(([name, value]): [string, string] => [name, String(value)]) };
  const url = `http://localhost${path}`;
  if (headers['content-type'] !== PIECE) return new Request(url, init);
  const body = new PassThrough();
  raw.pipe(body);
  raw.once('close', () => {
    if (!raw.readableEnded) body.destroy(new Error('The connection was lost.'));
  });
  // By default Node counts pieces instead of bytes and holds up to a gigabyte of them.
  const strategy = new ByteLengthQueuingStrategy({ highWaterMark: 65_536 });
  return new Request(url, { ...init, body: Readable.toWeb(body, { strategy }) as ReadableStream, duplex: 'half' });
}
