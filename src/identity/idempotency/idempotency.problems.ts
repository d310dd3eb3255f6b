import { z } from 'zod';
import { type FieldFault, Problem, problem } from '../../platform/http/problem.js';
import type { Language, Texts } from '../../platform/words/language.js';
import type { Thing } from './idempotency-keys.queries.js';

/** 400: the route does what it does every time that it is called; its answer is never stored. */
export class IdempotencyKeyNotAccepted extends problem({
  status: 400,
  code: 'idempotency-key-not-accepted',
  vi: 'Địa chỉ này không nhận Idempotency-Key: câu trả lời có chứa bí mật, hoặc đã có cách khác để không làm hai lần. Hãy bỏ khoá đi.',
  en: 'This route accepts no Idempotency-Key: its answer holds a secret, or it prevents repeats in another way. Leave the key out.',
}) {}

/** 422: the person has sent another request with this key. */
export class IdempotencyKeyReused extends problem({
  status: 422,
  code: 'idempotency-key-reused',
  vi: 'Idempotency-Key này đã gửi với yêu cầu khác; hãy tạo khoá mới cho mỗi yêu cầu.',
  en: 'This Idempotency-Key was sent before with another request; make a new one for each request.',
}) {}

/** 409: the first request with this key is still being answered. */
export class RequestInProgress extends problem({
  status: 409,
  code: 'request-in-progress',
  vi: 'Yêu cầu này đã gửi và đang được xử lý; hãy gửi lại sau {retryAfter} giây.',
  en: 'This request was sent before and is still being answered; send it again in {retryAfter} seconds.',
}) {
  constructor(retryAfter: number) {
    super({ retryAfter });
  }
}

/** 409: the request was done, and its answer cannot be repeated: the service stopped before storing it, or it is large. */
export class AnswerLost extends problem({
  status: 409,
  code: 'answer-lost',
  vi: 'Yêu cầu này đã được thực hiện, nhưng câu trả lời không còn. Đừng gửi lại; hãy xem `done`.',
  en: 'This request was carried out, but its answer was not kept. Do not send it again; see `done`.',
  extra: z.object({ done: z.array(z.object({ did: z.string(), kind: z.string(), id: z.string() })) }),
}) {
  constructor(things: readonly Thing[]) {
    super({ extra: { done: things } });
  }
}

/** 429: the person has sent more different keys within IDEMPOTENCY_HOURS than are kept. */
export class TooManyIdempotencyKeys extends problem({
  status: 429,
  code: 'too-many-idempotency-keys',
  vi: 'Bạn đã gửi quá nhiều yêu cầu có Idempotency-Key; hãy thử lại sau một giờ, hoặc bỏ khoá đi.',
  en: 'You have sent too many requests with an Idempotency-Key; try again in an hour, or leave it out.',
}) {
  constructor() {
    super({ retryAfter: 3_600 });
  }
}

/** The problem that a request was answered with when it was sent first. */
export class RepeatedProblem extends Problem {
  constructor({ status, code, detail, extra, errors }: FirstProblem) {
    super({ status, code, ...detail }, { extra: (language) => extra[language], ...(errors ? { errors } : {}) });
  }
}

/** What is kept of a problem. */
export interface FirstProblem {
  status: number;
  code: string;
  detail: Texts;
  extra: Record<Language, Record<string, unknown>>;
  errors: readonly FieldFault[] | undefined;
}
