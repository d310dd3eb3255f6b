import { Problem } from '../../platform/http/problem.js';
import type { Permission } from '../permissions.js';

/** 403: a token may do no more than its person. */
export class TokenBeyondPerson extends Problem {
  constructor(permission: Permission) {
    const detail = `You do not have the permission ${permission} there yourself, so a token of yours cannot have it.`;
    super({ status: 403, code: 'token-beyond-person', detail, extra: { permission } });
  }
}

/** 409: the person has as many tokens as one may have. */
export class TooManyTokens extends Problem {
  constructor(most: number) {
    const detail = `You have ${most} API tokens, which is the limit; revoke one that is no longer used.`;
    super({ status: 409, code: 'too-many-tokens', detail, extra: { most } });
  }
}
