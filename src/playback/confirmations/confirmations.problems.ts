import { constraintMeans, foreignKeysTo } from '../../platform/database/constraint-problems.js';
import { InvalidRequest, Problem } from '../../platform/http/problem.js';

/** 409: a broadcast cannot be confirmed before it has started. */
export class NotStartedYet extends Problem {
  constructor(startsAt: Date) {
    const startsAtText = startsAt.toISOString();
    const detail = `This broadcast starts at ${startsAtText}; confirm it after that.`;
    super({ status: 409, code: 'not-started-yet', detail, extra: { startsAt: startsAtText } });
  }
}

/** 409: the broadcast was withdrawn. */
export class BroadcastWithdrawn extends Problem {
  constructor() {
    super({
      status: 409,
      code: 'broadcast-withdrawn',
      detail: 'This broadcast was withdrawn; there is nothing to confirm.',
    });
  }
}

constraintMeans(
  'confirmations_reason',
  () => new InvalidRequest([{ pointer: '/reason', message: 'is not in the list; see /not-aired-reasons' }]),
);
foreignKeysTo('station', 'confirmations_station');
