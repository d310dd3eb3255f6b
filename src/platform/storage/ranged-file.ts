import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readRange } from '../http/byte-range.js';
import { clientHolds } from '../http/entity-tag.js';
import { NotFound } from '../http/problem.js';
import type { MediaKind, MediaStore } from './media-store.js';
import { RangeNotSatisfiable } from './storage.problems.js';

/** A kept file as it is sent: its name is its content, so it never changes. */
export interface SentAudio {
  kind: MediaKind;
  sha256: string;
  mediaType: string;
  /** Where the address does not name the content, what it answers may change: the client has to ask each time. */
  mayChange?: boolean;
}

/** The request that is answered, and where the file lies. */
export interface AudioRequest {
  request: FastifyRequest;
  store: MediaStore;
}

/**
 * Answers GET or HEAD with a kept file: whole, the one range that was asked for (206), or 304 when the client holds it.
 * Streams from the disk; nothing is held in memory. Whether the caller may have it was decided before.
 * @throws NotFound when the file is not on the disk
 * @throws RangeNotSatisfiable
 */
export async function sendAudio(
  reply: FastifyReply,
  { request, store }: AudioRequest,
  { kind, sha256, mediaType, mayChange = false }: SentAudio,
): Promise<void> {
  const size = await store.sizeOf(kind, sha256);
  if (size === undefined) throw new NotFound('audio');
  const etag = `"${sha256}"`;
  const range = rangeOf(request, etag, size);
  if (range === 'unsatisfiable') {
    void reply.header('content-range', `bytes */${size}`);
    throw new RangeNotSatisfiable(size);
  }
  void reply.headers({
    etag,
    'accept-ranges': 'bytes',
    'cache-control': mayChange ? 'private, no-cache' : 'private, max-age=31536000, immutable',
  });
  if (clientHolds(request.headers['if-none-match'], etag)) return void reply.status(304).send();
  if (range) void reply.status(206).header('content-range', `bytes ${range.start}-${range.end}/${size}`);
  void reply.header('content-length', range ? range.end - range.start + 1 : size).type(mediaType);
  // To HEAD an empty stream: nothing is read, and Fastify leaves the length as it is.
  void reply.send(request.method === 'HEAD' ? Readable.from([]) : store.read(kind, sha256, range));
}

function rangeOf({ headers, method }: FastifyRequest, etag: string, size: number) {
  if (method !== 'GET') return undefined;
  // If-Range compares strongly; a date never matches, since no Last-Modified is ever sent.
  const stillTheSame = headers['if-range'] === undefined || headers['if-range'] === etag;
  return stillTheSame ? readRange(headers.range, size) : undefined;
}
