import { Problem } from '../platform/http/problem.js';
import type { Permission } from './permissions.js';

/** 401: no session, or one that has ended. */
export class NotSignedIn extends Problem {
  constructor() {
    super({ status: 401, code: 'not-signed-in', detail: 'Sign in first; this session is missing or has ended.' });
  }
}

/** 403: signed in, but without the permission. */
export class NotAllowed extends Problem {
  constructor(permission: Permission | undefined) {
    const detail = permission
      ? `This needs the permission ${permission}; ask an administrator.`
      : 'This is not allowed.';
    super({ status: 403, code: 'not-allowed', detail, extra: permission ? { permission } : {} });
  }
}

/** 403: the grant would reach further than the person who gives it. */
export class BeyondYourReach extends Problem {
  constructor() {
    const detail = 'Only an administrator of all centres may grant everywhere; name a centre, a unit or a station.';
    super({ status: 403, code: 'beyond-your-reach', detail });
  }
}

/** 404: the code is unknown, used, replaced or expired; the answer does not say which. */
export class InvitationNotUsable extends Problem {
  constructor() {
    const detail = 'This code does not work: it was used, replaced or is too old. Ask an administrator for a new one.';
    super({ status: 404, code: 'invitation-not-usable', detail });
  }
}

/** 400: the chosen password would be guessed. */
export class WeakPassword extends Problem {
  constructor(weakness: string) {
    const errors = [{ pointer: '/password', message: weakness }];
    super({ status: 400, code: 'weak-password', detail: `Choose another password: it ${weakness}.`, errors });
  }
}

/** 401: login or password is wrong; the answer does not say which. */
export class WrongCredentials extends Problem {
  constructor() {
    super({ status: 401, code: 'wrong-credentials', detail: 'Login or password is not right.' });
  }
}

/** 429: too many wrong passwords for this login, or from this address. */
export class TooManySignIns extends Problem {
  constructor(retryAfter: number) {
    super({
      status: 429,
      code: 'too-many-sign-ins',
      detail: `Too many wrong passwords; try again in ${Math.ceil(retryAfter / 60)} minutes.`,
      retryAfter,
    });
  }
}
