import { Problem } from '../../platform/http/problem.js';

/** 400: the chosen password would be guessed. */
export class WeakPassword extends Problem {
  constructor(weakness: string) {
    const errors = [{ pointer: '/password', message: weakness }];
    super({ status: 400, code: 'weak-password', detail: `Choose another password: it ${weakness}.`, errors });
  }
}

/** 403: the current password, given again by a signed-in person, is wrong. */
export class WrongPassword extends Problem {
  constructor() {
    const detail = 'This is not your current password. After five wrong ones in a row the session ends.';
    super({ status: 403, code: 'wrong-password', detail });
  }
}
