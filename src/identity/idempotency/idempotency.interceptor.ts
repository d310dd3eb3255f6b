import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { ModuleRef, Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { lastValueFrom, type Observable, of } from 'rxjs';
import { withEffectRecorder } from '../../platform/database/effect-recorder.js';
import { InvalidRequest, NotFound } from '../../platform/http/http.problems.js';
import { type Problem } from '../../platform/http/problem.js';
import { asProblem } from '../../platform/http/problem.filter.js';
import { etagOf } from '../../platform/http/revisions/if-match.js';
import type { Actor } from '../actor.js';
import type { RequestWithActor } from '../requires.decorator.js';
import { IDEMPOTENT, type Idempotency, type ShowAgain } from './idempotency.decorator.js';
import { AnswerLost, type FirstProblem, IdempotencyKeyNotAccepted, RepeatedProblem } from './idempotency.problems.js';
import { IdempotencyService } from './idempotency.service.js';
import { fingerprintOf, idempotencyKey } from './idempotency-key.js';
import type { Claim, StoredAnswer, Thing } from './idempotency-keys.queries.js';

const KEPT_HEADERS = ['etag', 'location', 'cache-control'];

/** Answers a POST that carries an `Idempotency-Key` as it was answered the first time. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly idempotency: IdempotencyService,
    private readonly controllers: ModuleRef,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<RequestWithActor>();
    const header = request.headers['idempotency-key'];
    if (header === undefined || request.method !== 'POST') return next.handle();
    const route = this.reflector.get<Idempotency | undefined>(IDEMPOTENT, context.getHandler());
    const { actor } = request;
    if (!route || !actor) throw new IdempotencyKeyNotAccepted();
    const { method, url, body } = request;
    const fingerprint = fingerprintOf({ method, url, body, tokenId: actor.token?.id });
    const standing = await this.idempotency.begin(actor.id, idempotencyKey(header), fingerprint);
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    if (standing.kind === 'new') return of(await this.carryOut(standing.claim, next, reply));
    void reply.header('idempotency-replayed', 'true');
    if (standing.kind === 'answered') return of(repeated(standing.answer, reply));
    const show = this.showAgain(context, route, actor);
    return of(await this.answerAnew(standing, show, reply));
  }

  private async carryOut(claim: Claim, next: CallHandler, reply: FastifyReply): Promise<unknown> {
    try {
      const recorder = this.idempotency.recorderFor(claim);
      const body: unknown = await withEffectRecorder(recorder, () => lastValueFrom(next.handle()));
      await this.idempotency.keep(claim, answerOf(body, reply));
      return body;
    } catch (error) {
      const problem = asProblem(error, 'POST');
      if (problem && isKept(problem)) await this.idempotency.keep(claim, problemAnswer(problem));
      else await this.idempotency.release(claim);
      throw error;
    }
  }

  /** The state of what was done: its answer was lost when the service stopped. @throws AnswerLost when it has none to show */
  private async answerAnew(
    { claim, things }: { claim: Claim; things: readonly Thing[] },
    show: (id: string) => Promise<unknown>,
    reply: FastifyReply,
  ): Promise<unknown> {
    const [first] = things;
    if (!first) throw new AnswerLost(things);
    const body = await show(first.id).catch((error: unknown) => {
      throw error instanceof NotFound ? new AnswerLost(things) : error;
    });
    if (body === undefined) throw new AnswerLost(things);
    const revision = typeof body === 'object' && body !== null && 'revision' in body ? body.revision : undefined;
    if (typeof revision === 'string') void reply.header('etag', etagOf(revision));
    await this.idempotency.keep(claim, answerOf(body, reply));
    return body;
  }

  private showAgain(context: ExecutionContext, { showAgain }: Idempotency, by: Actor) {
    return async (id: string): Promise<unknown> => {
      const show = showAgain as ShowAgain | undefined;
      return show?.(this.controllers.get<unknown>(context.getClass(), { strict: false }), id, by);
    };
  }
}

/** A refusal that the same request would get again. A fault of its form may be corrected with the same key. */
const isKept = (problem: Problem): boolean =>
  problem.status < 500 && problem.retryAfter === undefined && !(problem instanceof InvalidRequest);

function answerOf(body: unknown, reply: FastifyReply): StoredAnswer {
  const headers = KEPT_HEADERS.flatMap((name) => {
    const value = reply.getHeader(name);
    return value === undefined ? [] : [[name, String(value)]];
  });
  return {
    status: reply.statusCode,
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: JSON.stringify(body ?? null),
  };
}

function problemAnswer({ status, code, detail, extraIn, errors }: Problem): StoredAnswer {
  const extra = { vi: extraIn('vi'), en: extraIn('en') };
  return { status, headers: {}, body: JSON.stringify({ status, code, detail, extra, errors } satisfies FirstProblem) };
}

/** @throws RepeatedProblem when the first answer was a problem */
function repeated({ status, headers, body }: StoredAnswer & { body: string }, reply: FastifyReply): unknown {
  const parsed: unknown = JSON.parse(body);
  if (status >= 400) throw new RepeatedProblem(parsed as FirstProblem);
  void reply.status(status).headers(headers);
  return parsed ?? undefined;
}
