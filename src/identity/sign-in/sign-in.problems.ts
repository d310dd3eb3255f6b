import { Problem } from '../../platform/http/problem.js';

/** 429: too many wrong passwords for this login, or from this address. */
export class TooManySignIns extends Problem {
  constructor(retryAfter: number) {
    super({
      status: 429,
      code: 'too-many-sign-ins',
      detail: `Too many wrong passwords; try again in ${Math.ceil(retryAfter / 60)} minutes.`,
      retryAfter,
    });
  }
}

/** 400: the chosen password would be guessed. */
export class WeakPassword extends Problem {
  constructor(weakness: string) {
    const errors = [{ pointer: '/password', message: weakness }];
    super({ status: 400, code: 'weak-password', detail: `Choose another password: it ${weakness}.`, errors });
  }
}
