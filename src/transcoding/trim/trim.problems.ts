import { constraintMeans, foreignKeysTo } from '../../platform/database/constraint-problems.js';
import { InvalidRequest, Problem } from '../../platform/http/problem.js';

/** 409: no silence was found at either end, and no bounds were given. */
export class NothingToTrim extends Problem {
  constructor() {
    const detail = 'There is no silence at the beginning or the end; give the bounds of the part to keep.';
    super({ status: 409, code: 'nothing-to-trim', detail });
  }
}

/** 409: the program's audio is being trimmed already. */
export class TrimUnderWay extends Problem {
  constructor() {
    super({
      status: 409,
      code: 'trim-under-way',
      detail: 'The audio is being trimmed already; wait until that is done.',
    });
  }
}

constraintMeans('trims_one_at_a_time', () => new TrimUnderWay());
constraintMeans('trims_leave_something', () => new InvalidRequest([], 'The trim leaves less than a millisecond.'));
foreignKeysTo('program', 'trims_program');
