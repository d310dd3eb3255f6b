import { constraintMeans } from '../../platform/database/constraint-problems.js';
import { Problem } from '../../platform/http/problem.js';

/** 409: no silence was found at either end, and nothing else was asked for. */
export class NothingToTrim extends Problem {
  constructor() {
    const detail = 'There is no silence at the beginning or the end; say from where until where the audio is to go.';
    super({ status: 409, code: 'nothing-to-trim', detail });
  }
}

/** 409: the program's audio is being cut already. */
export class TrimUnderWay extends Problem {
  constructor() {
    super({ status: 409, code: 'trim-under-way', detail: 'The audio is being cut already; wait until that is done.' });
  }
}

constraintMeans('trims_one_at_a_time', () => new TrimUnderWay());
