import { Problem } from '../../platform/http/problem.js';

/** 400: the chosen password would be guessed. */
export class WeakPassword extends Problem {
  constructor(weakness: string) {
    const errors = [{ pointer: '/password', message: weakness }];
    super({ status: 400, code: 'weak-password', detail: `Choose another password: it ${weakness}.`, errors });
  }
}
