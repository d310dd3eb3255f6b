import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { clientHolds } from '../entity-tag.js';
import { isAnsweredUnlessHeld } from '../revalidation.decorator.js';

/** Gives answers of routes with `AnswersUnlessHeld` an ETag of their content, and sends 304 when the client holds the same. */
export function answerUnlessHeld(server: FastifyInstance): void {
  server.addHook('onSend', async (request, reply, payload) => {
    if (!isAnsweredUnlessHeld(request.routeOptions.config)) return payload;
    if (reply.statusCode !== 200 || typeof payload !== 'string') return payload;
    const etag = `"${createHash('sha256').update(payload).digest('base64url').slice(0, 22)}"`;
    reply.headers({ etag, 'cache-control': 'private, no-cache' });
    if (!clientHolds(request.headers['if-none-match'], etag)) return payload;
    reply.status(304).removeHeader('content-type').removeHeader('content-length');
    return null;
  });
}
