import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { rethrowAsProblem } from '../database/constraint-problems.js';
import { outageOf } from '../database/outage.js';
import { DatabaseUnavailable, MaybeStored, OutOfDescriptors, Problem, RETRY_SECONDS } from './problem.js';
import { noteOf } from './server/request-log.js';
import { PROBLEM_TYPE, problemDocument } from './problem-document.js';
import { hasCommitted } from './request-id.js';

const CODES: Record<number, string> = {
  400: 'invalid-request',
  401: 'not-signed-in',
  403: 'not-allowed',
  404: 'not-found',
  405: 'method-not-allowed',
  406: 'not-acceptable',
  413: 'too-large',
  415: 'unsupported-media-type',
  429: 'too-many-requests',
  503: 'not-ready',
};

interface Answer {
  status: number;
  code: string;
  detail: string;
  extra: Record<string, unknown>;
  retryAfter: number | undefined;
}

/** Answers every error with a problem document (RFC 9457). Unexpected errors are logged in full and reveal nothing. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const answer = this.answerFor(error, request.method);
    if (answer.status >= 500) this.logger.error({ err: error, requestId: request.id, msg: 'request failed' });
    noteOf(request, { problem: answer.code });
    if (reply.sent || reply.raw.headersSent) return void reply.raw.destroy();
    if (answer.retryAfter !== undefined) void reply.header('retry-after', String(answer.retryAfter));
    const { status, code, detail, extra } = answer;
    const body = problemDocument({ status, code, detail, extra, requestId: request.id });
    void reply.status(status).type(PROBLEM_TYPE).send(body);
  }

  private answerFor(error: unknown, method: string): Answer {
    const known = asProblem(error, method);
    if (known) {
      const errors = known.errors ? { errors: known.errors } : {};
      const { status, code, retryAfter } = known;
      return { status, code, detail: known.message, extra: { ...known.extra, ...errors }, retryAfter };
    }
    const status = statusOf(error);
    const detail = status < 500 && error instanceof Error ? error.message : 'Something went wrong on our side.';
    return {
      status,
      code: CODES[status] ?? (status < 500 ? 'refused' : 'internal'),
      detail,
      extra: {},
      retryAfter: status === 503 ? RETRY_SECONDS : undefined,
    };
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

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500;
}
