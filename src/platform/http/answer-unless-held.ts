import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { clientHolds } from './entity-tag.js';

/** Answers with JSON and an ETag of its content, or with 304 when the client holds the same (`TakesIfNoneMatch`). */
export function answerUnlessHeld(request: FastifyRequest, reply: FastifyReply, answer: object): void {
  const body = JSON.stringify(answer);
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  void reply.headers({ etag, 'cache-control': 'private, no-cache' });
  if (clientHolds(request.headers['if-none-match'], etag)) void reply.status(304).send();
  else void reply.type('application/json; charset=utf-8').send(body);
}
