import { type FastifyError, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Socket } from 'node:net';
import { PROBLEM_TYPE, problemDocument } from '../problem-document.js';

const MEANINGS: Record<string, { status: number; code: string; detail: string }> = {
  HPE_HEADER_OVERFLOW: { status: 431, code: 'too-large', detail: 'The headers of the request are too large.' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, code: 'too-slow', detail: 'The request took too long to arrive.' },
};
const NOT_HTTP = { status: 400, code: 'invalid-request', detail: 'The request is not valid HTTP.' };
const REASONS: Record<number, string> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
};

/** Answers a request whose URL the router cannot parse; it reaches no route and no filter. */
export function rejectMalformedUrl(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const status = error.statusCode ?? 400;
  const detail = 'The address of the request cannot be read: a part of it is too long or wrongly encoded.';
  const body = problemDocument({ status, code: 'invalid-request', detail, requestId: request.id });
  void reply.status(status).type(PROBLEM_TYPE).send(body);
}

/** Answers bytes that are not a valid HTTP request, and closes the connection. */
export function rejectInvalidHttp(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const problem = MEANINGS[error.code ?? ''] ?? NOT_HTTP;
  const body = problemDocument(problem);
  const head = [
    `HTTP/1.1 ${problem.status} ${REASONS[problem.status]}`,
    `content-type: ${PROBLEM_TYPE}`,
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  if (socket.writable) socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  socket.destroySoon();
}
