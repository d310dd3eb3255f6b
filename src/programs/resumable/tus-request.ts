import { PassThrough, Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';

/** The media type of a piece of an upload. */
export const TUS_CHUNK_TYPE = 'application/offset+octet-stream';

/**
 * A Fastify request as a web `Request` with the headers that the tus server reads.
 * The body is piped through a stream of its own, so that a request refused half-way can still be read to its end.
 */
export function asWebRequest({ raw, headers, method }: FastifyRequest, path: string): Request {
  const kept = Object.entries(headers).filter(([name]) => /^(tus-|upload-|content-(type|length)$)/.test(name));
  const init = { method, headers: kept.map(([name, value]): [string, string] => [name, String(value)]) };
  const url = `http://localhost${path}`;
  if (headers['content-type'] !== TUS_CHUNK_TYPE) return new Request(url, init);
  const body = new PassThrough();
  raw.pipe(body);
  raw.once('close', () => {
    if (!raw.readableEnded) body.destroy(new Error('The connection was lost.'));
  });
  // By default Node counts chunks instead of bytes and buffers up to a gigabyte of them.
  const strategy = new ByteLengthQueuingStrategy({ highWaterMark: 65_536 });
  return new Request(url, { ...init, body: Readable.toWeb(body, { strategy }) as ReadableStream, duplex: 'half' });
}
