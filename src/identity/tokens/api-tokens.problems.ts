import { z } from 'zod';
import { problem } from '../../platform/http/problem.js';
import { Permission } from '../permissions.js';

/** 403: a token may do no more than its person. */
export class TokenBeyondPerson extends problem({
  status: 403,
  code: 'token-beyond-person',
  vi: 'Chính bạn không có quyền {permission} ở đó, nên mã API của bạn cũng không thể có.',
  en: 'You do not have the permission {permission} there yourself, so a token of yours cannot have it.',
  extra: z.object({ permission: Permission }),
}) {
  constructor(permission: Permission) {
    super({ extra: { permission } });
  }
}

/** 409: the person has as many tokens as one may have. */
export class TooManyTokens extends problem({
  status: 409,
  code: 'too-many-tokens',
  vi: 'Bạn đã có {most} mã API, là giới hạn; hãy thu hồi mã không còn dùng.',
  en: 'You have {most} API tokens, which is the limit; end one that is no longer used.',
  extra: z.object({ most: z.int() }),
}) {
  constructor(most: number) {
    super({ extra: { most } });
  }
}
