import { Problem } from '../../platform/http/problem.js';
import type { Thing } from './idempotency-keys.queries.js';

/** 400: the route does what it does every time that it is called; its answer is never stored. */
export class IdempotencyKeyNotAccepted extends Problem {
  constructor() {
    const detail =
      'This route accepts no Idempotency-Key: its answer holds a secret, or it has other means. Leave it out.';
    super({ status: 400, code: 'idempotency-key-not-accepted', detail });
  }
}

/** 422: the person has sent another request with this key. */
export class IdempotencyKeyReused extends Problem {
  constructor() {
    const detail = 'This Idempotency-Key was sent before with another request; make a new one for each request.';
    super({ status: 422, code: 'idempotency-key-reused', detail });
  }
}

/** 409: the first request with this key is still being answered. */
export class RequestInProgress extends Problem {
  constructor(retryAfter: number) {
    const detail = `This request was sent before and is still being answered; send it again in ${retryAfter} seconds.`;
    super({ status: 409, code: 'request-in-progress', detail, retryAfter });
  }
}

/** 409: the request was done, and its answer cannot be repeated: the service stopped before storing it, or it is large. */
export class AnswerLost extends Problem {
  constructor(things: readonly Thing[]) {
    const detail = 'This request was done, and its answer was not kept. Do not send it again; look at `done`.';
    super({ status: 409, code: 'answer-lost', detail, extra: { done: things } });
  }
}

/** 429: the person has sent more different keys within IDEMPOTENCY_HOURS than are kept. */
export class TooManyIdempotencyKeys extends Problem {
  constructor() {
    const detail = 'You have sent too many requests with an Idempotency-Key; try again in an hour, or leave it out.';
    super({ status: 429, code: 'too-many-idempotency-keys', detail, retryAfter: 3_600 });
  }
}

/** The problem that a request was answered with when it was sent first. */
export class RepeatedProblem extends Problem {}
