import { constraintMeans, foreignKeysTo } from '../../platform/database/constraint-problems.js';
import { InvalidRequest, Problem } from '../../platform/http/problem.js';

/** 409: a broadcast cannot be confirmed before it has started. */
export class NotStartedYet extends Problem {
  constructor(startsAt: Date, now: Date) {
    const [start, present] = [startsAt.toISOString(), now.toISOString()];
    const detail = `This broadcast starts at ${start}; confirm it after that. It is ${present} now.`;
    super({ status: 409, code: 'not-started-yet', detail, extra: { startsAt: start, now: present } });
  }
}

/** 409: that something was heard cannot be said before its end. The tap is refused for good; tap again after the end. */
export class NotOverYet extends Problem {
  constructor(endsAt: Date, now: Date) {
    const [end, present] = [endsAt.toISOString(), now.toISOString()];
    const detail = `This broadcast ends at ${end}; say after that what was heard. It is ${present} now.`;
    super({ status: 409, code: 'not-over-yet', detail, extra: { endsAt: end, now: present } });
  }
}

/** 409: the clock of the person's device is ahead, so it is not known when they said it. */
export class ClockAhead extends Problem {
  constructor(now: Date) {
    const present = now.toISOString();
    const detail = `The clock of your device is ahead: \`saidAt\` is in the future. It is ${present} now.`;
    super({ status: 409, code: 'clock-ahead', detail, extra: { now: present } });
  }
}

/** 409: the person has said something else of this broadcast with this tap. */
export class TapUsed extends Problem {
  constructor() {
    const detail = 'This `tap` was sent before with other content; make a new one for each tap.';
    super({ status: 409, code: 'tap-used', detail });
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

constraintMeans('confirmations_tap_once', () => new TapUsed());
constraintMeans(
  'confirmations_reason',
  () => new InvalidRequest([{ pointer: '/reason', message: 'is not in the list; see /not-aired-reasons' }]),
);
foreignKeysTo('station', 'confirmations_station');
