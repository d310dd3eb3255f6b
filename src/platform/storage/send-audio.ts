import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readRange } from './byte-range.js';
import { clientHolds } from '../http/entity-tag.js';
import { NotFound } from '../http/http.problems.js';
import type { MediaKind, MediaStore } from './media-store.js';
import { RangeNotSatisfiable } from './storage.problems.js';

/** A stored file as it is sent; it is named by its content, so it never changes. */
export interface SentAudio {
  kind: MediaKind;
  sha256: string;
  mediaType: string;
  /** True when the URL does not name the content, so that clients must revalidate each time. */
  mayChange?: boolean;
}

/** The request to answer, and the store of the file. */
export interface AudioRequest {
  request: FastifyRequest;
  store: MediaStore;
}

/**
 * Answers GET or HEAD with a stored file: all of it, the requested range (206), or 304 when the client has it.
 * Streams from the disk. The caller must have checked the permission before.
 * @throws NotFound when the file is not on the disk
 * @throws StorageAway when the disk is not there
 * @throws RangeNotSatisfiable
 */
export async function sendAudio(
  reply: FastifyReply,
  { request, store }: AudioRequest,
  { kind, sha256, mediaType, mayChange = false }: SentAudio,
): Promise<void> {
  const size = await store.sizeOf(kind, sha256);
  if (size === undefined) {
    await store.mustBeThere();
    throw new NotFound('audio');
  }
  const etag = `"${sha256}"`;
  const caching = {
    etag,
    'accept-ranges': 'bytes',
    'cache-control': mayChange ? 'private, no-cache' : 'private, max-age=31536000, immutable',
  };
  // Before the range: a client that holds the file needs no part of it (RFC 9110 §13.2.2).
  if (clientHolds(request.headers['if-none-match'], etag)) return void reply.status(304).headers(caching).send();
  const range = rangeOf(request, etag, size);
  if (range === 'unsatisfiable') {
    void reply.header('content-range', `bytes */${size}`);
    throw new RangeNotSatisfiable(size);
  }
  void reply.headers(caching);
  if (range) void reply.status(206).header('content-range', `bytes ${range.start}-${range.end}/${size}`);
  void reply.header('content-length', range ? range.end - range.start + 1 : size).type(mediaType);
  // An empty stream for HEAD: nothing is read, and Fastify keeps the content-length.
  if (request.method === 'HEAD') return void reply.send(Readable.from([]));
  await turnOf(reply.raw);
  void reply.send(store.read(kind, sha256, range));
}

/**
 * Waits until the answers to requests sent before on the same connection are finished (HTTP pipelining). Answers that wait
 * are not told when the connection is closed: a file that was opened for one would stay open for ever.
 */
async function turnOf(response: ServerResponse): Promise<void> {
  if (!response.socket) await once(response, 'socket');
}

function rangeOf({ headers, method }: FastifyRequest, etag: string, size: number) {
  if (method !== 'GET') return undefined;
  // If-Range uses strong comparison; a date never matches, because Last-Modified is never sent.
  const isUnchanged = headers['if-range'] === undefined || headers['if-range'] === etag;
  return isUnchanged ? readRange(headers.range, size) : undefined;
}
