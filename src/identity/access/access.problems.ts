import { Problem } from '../../platform/http/problem.js';

/** 403: the grant would reach further than the person who gives it. */
export class BeyondYourReach extends Problem {
  constructor() {
    const detail = 'Only an administrator of all centres may grant everywhere; name a centre, a unit or a station.';
    super({ status: 403, code: 'beyond-your-reach', detail });
  }
}
