import { constraintMeans } from '../../platform/database/constraint-problems.js';
import { Problem } from '../../platform/http/problem.js';

/** 403: what was asked for would reach further than the one who asks. */
export class BeyondYourReach extends Problem {
  constructor() {
    const detail = 'Only an administrator of all centres may grant everywhere; name a centre, a unit or a station.';
    super({ status: 403, code: 'beyond-your-reach', detail });
  }
}

/** 403: the person also works where the administrator has no say. */
export class WorksElsewhere extends Problem {
  constructor() {
    const detail =
      'This person also holds grants outside your reach. Remove the grants within it, or ask an administrator of all centres.';
    super({ status: 403, code: 'works-elsewhere', detail });
  }
}

/** 409: nobody would be left who can administer everything. */
export class LastAdministrator extends Problem {
  constructor() {
    const detail = 'This is the last administrator of all centres who can sign in; make another one first.';
    super({ status: 409, code: 'last-administrator', detail });
  }
}

/** 409: the person has ended and stays so. */
export class PersonEnded extends Problem {
  constructor() {
    super({
      status: 409,
      code: 'person-ended',
      detail: 'This account has ended; add the person again under a new login.',
    });
  }
}

/** 409: the person holds this very grant already. */
export class GrantedAlready extends Problem {
  constructor() {
    super({ status: 409, code: 'granted-already', detail: 'This person has this role there already.' });
  }
}

constraintMeans('grants_once', () => new GrantedAlready());
