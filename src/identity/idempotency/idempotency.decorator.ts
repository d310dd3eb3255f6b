import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension, ApiHeader } from '@nestjs/swagger';
import { InvalidRequest } from '../../platform/http/http.problems.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';
import type { Actor } from '../actor.js';
import {
  AnswerLost,
  IdempotencyKeyNotAccepted,
  IdempotencyKeyReused,
  RequestInProgress,
  TooManyIdempotencyKeys,
} from './idempotency.problems.js';

export const IDEMPOTENT = Symbol('accepts an Idempotency-Key');

/** Shows again what a request made or changed, after its answer was lost. `id` is that of its first audit record. */
export type ShowAgain<Controller = unknown> = (controller: Controller, id: string, by: Actor) => Promise<unknown>;

/** How a route treats its answers. */
export interface Idempotency {
  showAgain: ShowAgain<never> | undefined;
}

/**
 * Declares that a POST accepts `Idempotency-Key`: sent again with the same key and body, it is answered as the first time
 * and does nothing. The answer is stored, so a route whose answer holds a secret must never have this: see
 * `NotIdempotent`. A route without either of the two refuses the header.
 * @param showAgain how the answer is made anew when the service stopped between the effect and storing its answer
 */
export const Idempotent = <Controller = never>(showAgain?: ShowAgain<Controller>) =>
  applyDecorators(
    SetMetadata(IDEMPOTENT, { showAgain } satisfies Idempotency),
    ApiExtension('x-idempotency-key', 'accepted'),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      schema: { type: 'string', minLength: 1, maxLength: 200 },
      description:
        'Made by the client for each request, e.g. a UUID. Sent again with the same key and body within ' +
        'IDEMPOTENCY_HOURS (24), the request is answered as the first time, with `Idempotency-Replayed: true`, and ' +
        'does nothing. Answers of 400, 429 and 5xx are not kept',
    }),
    Refuses(InvalidRequest, RequestInProgress, AnswerLost, IdempotencyKeyReused, TooManyIdempotencyKeys),
  );

/** Why a POST accepts no `Idempotency-Key`. */
export type WithoutKey = 'answers-a-secret' | 'signs-in' | 'uploads' | 'for-devices';

/** Declares that a POST refuses `Idempotency-Key`, and that no answer of it is ever stored. */
export const NotIdempotent = (because: WithoutKey) =>
  applyDecorators(ApiExtension('x-idempotency-key', `refused: ${because}`), Refuses(IdempotencyKeyNotAccepted));
