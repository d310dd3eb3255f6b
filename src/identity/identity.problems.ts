import { constraintMeans } from '../platform/database/constraint-problems.js';
import { Problem } from '../platform/http/problem.js';
import type { Permission } from './permissions.js';

/** 401: no session, or one that has ended. */
export class NotSignedIn extends Problem {
  constructor() {
    super({ status: 401, code: 'not-signed-in', detail: 'Sign in first; this session is missing or has ended.' });
  }
}

/** 401: login or password is wrong; which one is not told. */
export class WrongCredentials extends Problem {
  constructor() {
    super({ status: 401, code: 'wrong-credentials', detail: 'Login or password is not right.' });
  }
}

/** 403: signed in, but nobody gave this person the permission. */
export class NotAllowed extends Problem {
  constructor(permission: Permission | undefined) {
    const detail = permission
      ? `This needs the permission ${permission}; ask an administrator.`
      : 'This is not allowed.';
    super({ status: 403, code: 'not-allowed', detail, extra: permission ? { permission } : {} });
  }
}

/** 409: another person has this login. */
export class LoginTaken extends Problem {
  constructor() {
    super({ status: 409, code: 'login-taken', detail: 'Another person has this login; choose another one.' });
  }
}

constraintMeans('people_login_once', () => new LoginTaken());
