import { Problem } from '../platform/http/problem.js';
import type { Permission } from './permissions.js';

/** 401: no session and no API token, or one that has ended. */
export class NotSignedIn extends Problem {
  constructor() {
    const detail = 'Sign in first; the session or API token is missing, has ended, or was revoked.';
    super({ status: 401, code: 'not-signed-in', detail });
  }
}

/** 403: signed in, but without the permission. */
export class NotAllowed extends Problem {
  constructor(permission: Permission | undefined) {
    const detail = permission
      ? `This needs the permission ${permission} here. Administrators give it to people; an API token has what it was made with.`
      : 'This is not allowed.';
    super({ status: 403, code: 'not-allowed', detail, extra: permission ? { permission } : {} });
  }
}

/** 403: the route needs a fresh sign-in (compare RFC 9470); the session goes on. */
export class SignInAgainNeeded extends Problem {
  constructor(minutes: number) {
    const detail = `This needs a password given within the last ${minutes} minutes: POST /api/v1/sessions/current/reauthentication, then send this again.`;
    super({ status: 403, code: 'sign-in-again-needed', detail, extra: { freshMinutes: minutes } });
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

/** 403: the person themselves must do this, signed in; a program with an API token may not. */
export class NotWithToken extends Problem {
  constructor() {
    const detail = 'An API token does not allow this; sign in and do it yourself.';
    super({ status: 403, code: 'not-with-token', detail });
  }
}

/** 403: the roles of the person require a second factor, and there is none yet. */
export class SecondFactorNeeded extends Problem {
  constructor() {
    const detail = 'Your role requires a second factor. Set it up first: POST /api/v1/people/me/second-factor.';
    super({ status: 403, code: 'second-factor-needed', detail });
  }
}
