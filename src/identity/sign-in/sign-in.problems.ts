import { inWords } from '../../platform/words/in-words.js';
import { problem } from '../../platform/http/problem.js';

/** 401: login or password is wrong; the answer does not say which. */
export class WrongCredentials extends problem({
  status: 401,
  code: 'wrong-credentials',
  vi: 'Tên đăng nhập hoặc mật khẩu không đúng.',
  en: 'The login or the password is wrong.',
}) {}

/** 429: the delay after the last wrong password for this login, or from this address, is not over. */
export class TooManySignIns extends problem({
  status: 429,
  code: 'too-many-sign-ins',
  vi: 'Nhập sai mật khẩu quá nhiều lần; hãy thử lại sau {wait}, hoặc dùng thiết bị bạn từng đăng nhập.',
  en: 'Too many wrong passwords; try again in {wait}, or on a device on which you signed in before.',
}) {
  constructor(retryAfter: number) {
    super({ retryAfter, values: { wait: inWords(retryAfter) } });
  }
}
