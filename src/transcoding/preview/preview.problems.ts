import { Problem } from '../../platform/http/problem.js';

/** 401: the ticket is forged, over its time, of other audio than the one in force, or its session is over. */
export class PreviewOver extends Problem {
  constructor() {
    const detail = 'This address to listen at does not work any more; open the program and listen again.';
    super({ status: 401, code: 'preview-over', detail });
  }
}
