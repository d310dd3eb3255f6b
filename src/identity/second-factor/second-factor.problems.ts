import { inWords } from '../../platform/words/in-words.js';
import { type Problem, problem } from '../../platform/http/problem.js';

/** Why a one-time code was refused. `waitSeconds`: until another one is looked at. */
export type CodeRefusal = { kind: 'missing' } | { kind: 'wrong' } | { kind: 'too-many'; waitSeconds: number };

/** The password was right, and a code of the second factor is needed as well: 401 at sign-in, 403 later. */
export class OtpNeeded extends problem({
  status: 401,
  statuses: [403],
  code: 'otp-needed',
  vi: 'Hãy gửi thêm otp: sáu chữ số trong ứng dụng xác thực, hoặc một mã khôi phục.',
  en: 'Send otp as well: the six digits of your authenticator app, or a recovery code.',
}) {
  constructor(status: 401 | 403) {
    super({ status });
  }
}

/** The code is wrong, too old, or was used before: 401 at sign-in, 403 later. */
export class WrongOtp extends problem({
  status: 401,
  statuses: [403],
  code: 'wrong-otp',
  vi: 'Mã này không đúng hoặc đã dùng rồi. Với mã của ứng dụng, hãy đợi mã tiếp theo và chỉnh đúng giờ điện thoại; mã khôi phục chỉ dùng được một lần.',
  en: 'This code is wrong or was used already. With an app, wait for the next code and check the clock of the phone; a recovery code works once.',
}) {
  constructor(status: 401 | 403) {
    super({ status });
  }
}

/** 429: too many wrong codes of a person. Recovery codes are still accepted. */
export class TooManyCodes extends problem({
  status: 429,
  code: 'too-many-codes',
  vi: 'Nhập sai mã quá nhiều lần; hãy thử lại sau {wait}, hoặc dùng mã khôi phục.',
  en: 'Too many wrong codes; try again in {wait}, or use a recovery code.',
}) {
  constructor(retryAfter: number) {
    super({ retryAfter, values: { wait: inWords(retryAfter) } });
  }
}

/** 409: there is nothing to confirm. */
export class SecondFactorNotBegun extends problem({
  status: 409,
  code: 'second-factor-not-begun',
  vi: 'Hãy bắt đầu bằng POST /api/v1/people/me/second-factor; lần thiết lập trước đã quá lâu hoặc đã được xác nhận.',
  en: 'Begin with POST /api/v1/people/me/second-factor; what was begun is too old, or was confirmed.',
}) {}

/** 409: the person has no second factor. */
export class NoSecondFactor extends problem({
  status: 409,
  code: 'no-second-factor',
  vi: 'Không có xác thực hai lớp để đổi hoặc gỡ bỏ.',
  en: 'There is no second factor to change or remove.',
}) {}

/** 409: the service requires it of the person's role. */
export class SecondFactorRequired extends problem({
  status: 409,
  code: 'second-factor-required',
  vi: 'Vai trò của bạn cần xác thực hai lớp. Để dùng điện thoại khác, hãy thiết lập lại: POST /api/v1/people/me/second-factor.',
  en: 'Your role requires a second factor. To use another phone, set up a new one: POST /api/v1/people/me/second-factor.',
}) {}

/** 409: somebody else must do this. */
export class OwnSecondFactor extends problem({
  status: 409,
  code: 'own-second-factor',
  vi: 'Không ai tự đặt lại xác thực hai lớp của mình; hãy nhờ quản trị viên khác, hoặc dùng mã khôi phục.',
  en: 'Nobody resets their own second factor; ask another administrator, or use a recovery code.',
}) {}

/** The problem that a refused code is answered with. @param status 401 at sign-in, 403 for somebody who is signed in */
export function codeProblem(refusal: CodeRefusal, status: 401 | 403): Problem {
  if (refusal.kind === 'too-many') return new TooManyCodes(refusal.waitSeconds);
  return refusal.kind === 'missing' ? new OtpNeeded(status) : new WrongOtp(status);
}
