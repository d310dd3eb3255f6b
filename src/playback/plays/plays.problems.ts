import { Problem } from '../../platform/http/problem.js';

/** 413: more plays in one call than PLAYS_PER_CALL; nothing of it was stored. */
export class TooManyPlays extends Problem {
  constructor(most: number) {
    const detail = `One call may hold ${most} events at most; nothing was stored. Send the rest in further calls.`;
    super({ status: 413, code: 'too-many-plays', detail, extra: { most } });
  }
}
