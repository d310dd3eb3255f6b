import { inWords } from '../../platform/http/in-words.js';
import { Problem } from '../../platform/http/problem.js';

/** 401: login or password is wrong; the answer does not say which. */
export class WrongCredentials extends Problem {
  constructor() {
    super({ status: 401, code: 'wrong-credentials', detail: 'Login or password is not right.' });
  }
}

/** 429: the delay after the last wrong password for this login, or from this address, is not over. */
export class TooManySignIns extends Problem {
  constructor(retryAfter: number) {
    super({
      status: 429,
      code: 'too-many-sign-ins',
      detail: `Too many wrong passwords; try again in ${inWords(retryAfter)}, or on a device on which you signed in before.`,
      retryAfter,
    });
  }
}
