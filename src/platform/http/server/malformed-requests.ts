import { type FastifyError, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Socket } from 'node:net';
import { languageOf } from '../../words/language.js';
import { AddressTooLong, HeadersTooLarge, InvalidRequest, TooSlow } from '../http.problems.js';
import { PROBLEM_TYPE, problemDocument } from '../problem-document.js';

const NOT_HTTP = { vi: 'Yêu cầu không đúng giao thức HTTP.', en: 'The request is not valid HTTP.' };
const NOT_A_URL = {
  vi: 'Không đọc được địa chỉ của yêu cầu: một phần mã hoá sai.',
  en: 'The address of the request cannot be read: a part of it is wrongly encoded.',
};
const REASONS: Record<number, string> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
};

/** Answers a request whose URL the router cannot parse; it reaches no route and no filter. */
export function rejectMalformedUrl(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const language = languageOf(request.headers['accept-language']);
  const problem = error.statusCode === 414 ? new AddressTooLong() : new InvalidRequest([], NOT_A_URL);
  const body = problemDocument(problem, language, request.id);
  void reply.status(problem.status).type(PROBLEM_TYPE).send(body);
}

/** Answers bytes that are not a valid HTTP request, and closes the connection. */
export function rejectInvalidHttp(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const problem = problemOf(error.code);
  const body = problemDocument(problem, 'en');
  const head = [
    `HTTP/1.1 ${problem.status} ${REASONS[problem.status]}`,
    `content-type: ${PROBLEM_TYPE}`,
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  if (socket.writable) socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  socket.destroySoon();
}

function problemOf(code: string | undefined) {
  if (code === 'HPE_HEADER_OVERFLOW') return new HeadersTooLarge();
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? new TooSlow() : new InvalidRequest([], NOT_HTTP);
}
