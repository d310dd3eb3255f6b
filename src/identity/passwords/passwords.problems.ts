import { z } from 'zod';
import { problem } from '../../platform/http/problem.js';
import { describeWeakness, Weakness } from './weakness.js';

/** 400: the chosen password would be guessed; `reason` says why, for programs. */
export class WeakPassword extends problem({
  status: 400,
  code: 'weak-password',
  vi: 'Hãy chọn mật khẩu khác: mật khẩu này {message}. Một câu gồm vài từ vừa mạnh vừa dễ nhớ.',
  en: 'Choose another password: it {message}. A sentence of several words is strong and easy to remember.',
  extra: z.object({ reason: Weakness }),
}) {
  constructor(reason: Weakness, { least, pointer }: { least: number; pointer: string }) {
    const message = describeWeakness(reason, least);
    super({ errors: [{ pointer, message }], extra: { reason }, values: { message } });
  }
}

/** 403: the current password, given again by a signed-in person, is wrong. */
export class WrongPassword extends problem({
  status: 403,
  code: 'wrong-password',
  vi: 'Đây không phải mật khẩu hiện tại của bạn. Sau năm lần sai liên tiếp, phiên đăng nhập sẽ kết thúc.',
  en: 'This is not your current password. After five wrong ones in a row the session ends.',
}) {}

/** 503: more passwords wait to be checked than PASSWORD_CHECKS_WAITING, most of them from the same source. */
export class TooManyPasswordChecks extends problem({
  status: 503,
  code: 'sign-ins-busy',
  vi: 'Hiện có quá nhiều người đang đăng nhập; hãy thử lại sau vài giây.',
  en: 'Too many people are signing in at this moment; try again in a few seconds.',
}) {
  constructor() {
    super({ retryAfter: 5 });
  }
}
