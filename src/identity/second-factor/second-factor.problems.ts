import { inWords } from '../../platform/http/in-words.js';
import { Problem } from '../../platform/http/problem.js';

/** Why a one-time code was refused. `waitSeconds`: until another one is looked at. */
export type CodeRefusal = { kind: 'missing' } | { kind: 'wrong' } | { kind: 'too-many'; waitSeconds: number };

/** The password was right, and a code of the second factor is needed as well: 401 at sign-in, 403 later. */
export class OtpNeeded extends Problem {
  constructor(status: 401 | 403) {
    const detail = 'Send otp as well: the six digits of your authenticator app, or a recovery code.';
    super({ status, code: 'otp-needed', detail });
  }
}

/** The code is wrong, too old, or was used before: 401 at sign-in, 403 later. */
export class WrongOtp extends Problem {
  constructor(status: 401 | 403) {
    const detail =
      'This code is not right, or was used already. Of an app, wait for the next one, and set the clock of the phone; a recovery code works once.';
    super({ status, code: 'wrong-otp', detail });
  }
}

/** 429: too many wrong codes of a person. Recovery codes are still accepted. */
export class TooManyCodes extends Problem {
  constructor(retryAfter: number) {
    super({
      status: 429,
      code: 'too-many-codes',
      detail: `Too many wrong codes; try again in ${inWords(retryAfter)}, or use a recovery code.`,
      retryAfter,
    });
  }
}

/** 409: there is nothing to confirm. */
export class SecondFactorNotBegun extends Problem {
  constructor() {
    const detail = 'Begin with POST /api/v1/people/me/second-factor; what was begun is too old, or was confirmed.';
    super({ status: 409, code: 'second-factor-not-begun', detail });
  }
}

/** 409: the person has no second factor. */
export class NoSecondFactor extends Problem {
  constructor() {
    super({ status: 409, code: 'no-second-factor', detail: 'There is no second factor to change or to take off.' });
  }
}

/** 409: the service requires it of the person's role. */
export class SecondFactorRequired extends Problem {
  constructor() {
    const detail =
      'Your role requires a second factor. To use another phone, set up a new one: POST /api/v1/people/me/second-factor.';
    super({ status: 409, code: 'second-factor-required', detail });
  }
}

/** 409: somebody else must do this. */
export class OwnSecondFactor extends Problem {
  constructor() {
    const detail = 'Nobody resets their own second factor; ask another administrator, or use a recovery code.';
    super({ status: 409, code: 'own-second-factor', detail });
  }
}

/** The problem that a refused code is answered with. @param status 401 at sign-in, 403 for somebody who is signed in */
export function codeProblem(refusal: CodeRefusal, status: 401 | 403): Problem {
  if (refusal.kind === 'too-many') return new TooManyCodes(refusal.waitSeconds);
  return refusal.kind === 'missing' ? new OtpNeeded(status) : new WrongOtp(status);
}
