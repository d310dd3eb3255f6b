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
