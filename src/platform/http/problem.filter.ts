import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { rethrowAsProblem } from '../database/constraint-problems.js';
import { outageOf } from '../database/outage.js';
import { languageOf } from '../words/language.js';
import { frameworkProblem } from './framework-problem.js';
import { DatabaseUnavailable, InternalError, MaybeStored, NotFound, OutOfDescriptors } from './http.problems.js';
import { Problem } from './problem.js';
import { addNotes, type RequestNotes } from './server/request-log.js';
import { PROBLEM_TYPE, problemDocument } from './problem-document.js';
import { hasCommitted } from './request-id.js';

/** Answers every error with a problem document (RFC 9457). Unexpected errors are logged in full and reveal nothing. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = asProblem(error, request.method) ?? frameworkProblem(error) ?? new InternalError();
    if (problem.status >= 500) this.logger.error({ err: error, reqId: request.id, msg: 'request failed' });
    addNotes(request, notesOf(problem));
    if (reply.sent || reply.raw.headersSent) return void reply.raw.destroy();
    if (problem.retryAfter !== undefined) void reply.header('retry-after', String(problem.retryAfter));
    const language = languageOf(request.headers['accept-language']);
    void reply.status(problem.status).type(PROBLEM_TYPE).header('content-language', language);
    void reply.header('vary', 'accept-language').send(problemDocument(problem, language, request.id));
  }
}

/** The problem that an error is answered with; undefined for what the service did not expect. */
export function asProblem(error: unknown, method: string): Problem | undefined {
  if (error instanceof Problem) return error;
  const outage = outageOf(error);
  if (outage === 'out-of-descriptors') return new OutOfDescriptors();
  if (outage) return hasCommitted() && method !== 'GET' ? new MaybeStored(error) : new DatabaseUnavailable();
  try {
    return rethrowAsProblem(error);
  } catch (translated) {
    return translated instanceof Problem ? translated : undefined;
  }
}

const MOST_POINTERS = 5;
/** Names of members, and nothing else that somebody may have written in their place. */
const POINTER = /^[\w/.~-]{0,80}$/;

function notesOf(problem: Problem): RequestNotes {
  const { code, errors } = problem;
  const at = errors?.map(({ pointer }) => (POINTER.test(pointer) ? pointer : '…')).slice(0, MOST_POINTERS);
  return { problem: code, ...(at && { at }), ...(problem instanceof NotFound && { missing: problem.what }) };
}
