import { Problem } from '../../platform/http/problem.js';
import { describeWeakness, type Weakness } from './weakness.js';

/** 400: the chosen password would be guessed; `reason` says why, for programs. */
export class WeakPassword extends Problem {
  constructor(reason: Weakness, { least, pointer }: { least: number; pointer: string }) {
    const message = describeWeakness(reason, least);
    const detail = `Choose another password: it ${message}. A sentence of several words is strong and easy to remember.`;
    super({ status: 400, code: 'weak-password', detail, errors: [{ pointer, message }], extra: { reason } });
  }
}

/** 403: the current password, given again by a signed-in person, is wrong. */
export class WrongPassword extends Problem {
  constructor() {
    const detail = 'This is not your current password. After five wrong ones in a row the session ends.';
    super({ status: 403, code: 'wrong-password', detail });
  }
}

/** 503: more passwords wait to be checked than PASSWORD_CHECKS_WAITING, most of them from the same source. */
export class TooManyPasswordChecks extends Problem {
  constructor() {
    const detail = 'Too many people are signing in at this moment; try again in a few seconds.';
    super({ status: 503, code: 'sign-ins-busy', detail, retryAfter: 5 });
  }
}
