import { Problem } from '../../platform/http/problem.js';

/** 429: more plays than DEVICE_PLAYS_PER_MINUTE; nothing of this call was stored. */
export class PlaysTooFast extends Problem {
  constructor(retryAfter: number) {
    const detail = `Too many plays in a short time; nothing was stored. Keep them and send them again in ${retryAfter} seconds.`;
    super({ status: 429, code: 'plays-too-fast', detail, retryAfter });
  }
}

/** 413: more plays in one call than PLAYS_PER_CALL; nothing of it was stored. */
export class TooManyPlays extends Problem {
  constructor(most: number) {
    const detail = `One call may hold ${most} events at most; nothing was stored. Send the rest in further calls.`;
    super({ status: 413, code: 'too-many-plays', detail, extra: { most } });
  }
}
