import { Problem } from '../../platform/http/problem.js';

/** 401: the ticket is forged or has expired, the program has other audio now, or the session is over. */
export class PreviewOver extends Problem {
  constructor() {
    const detail = 'This preview address is no longer valid; open the program and listen again.';
    super({ status: 401, code: 'preview-over', detail });
  }
}
