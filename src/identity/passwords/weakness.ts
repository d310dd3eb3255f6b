import type { z } from 'zod';
import { codes, inBoth } from '../../platform/words/codes.js';
import type { Texts } from '../../platform/words/language.js';

const FEWEST_CHARACTERS = 5;

/** Why a password must not be used, as it continues “Choose another password: it …”. */
export const Weakness = codes('PasswordWeakness', {
  'too-short': { vi: 'phải có ít nhất {least} ký tự', en: 'must have at least {least} characters' },
  unchanged: { vi: 'phải khác mật khẩu hiện nay', en: 'must differ from the current one' },
  'few-characters': {
    vi: `phải có ít nhất ${FEWEST_CHARACTERS} ký tự khác nhau`,
    en: `must have at least ${FEWEST_CHARACTERS} different characters`,
  },
  login: { vi: 'không được là tên đăng nhập', en: 'must not be the login' },
  'phone-number': { vi: 'không được chỉ là số điện thoại', en: 'must be more than a telephone number' },
  'own-name': {
    vi: 'không được chỉ là tên bạn, nơi làm việc hoặc tên hệ thống này',
    en: 'must be more than your name, your workplace or the name of this service',
  },
  'easily-guessed': {
    vi: 'dễ đoán: mật khẩu đã lộ, từ thông dụng, năm và dãy phím không làm mật khẩu mạnh hơn bao nhiêu',
    en: 'is easy to guess: known passwords, common words, years and keyboard rows add little',
  },
});
export type Weakness = z.infer<typeof Weakness>;

/** @param least number of characters */
export const describeWeakness = (weakness: Weakness, least: number): Texts =>
  inBoth(Weakness.words[weakness], { least });

/** As people in Viet Nam write them: 0912345678, +84 912 345 678, 024.3825.1234. */
const PHONE_NUMBER = /(?:\+?84|0)(?:[ .-]?\d){8,10}/;
/** Characters that must be left beside a telephone number. */
const BESIDE_PHONE_NUMBER = 8;

/** The weakness that can be seen without a list of passwords. */
export function plainWeaknessOf(
  password: string,
  { login, least }: { login: string; least: number },
): Weakness | undefined {
  const characters = [...password];
  if (characters.length < least) return 'too-short';
  if (password.toLowerCase() === login.toLowerCase()) return 'login';
  if (new Set(characters).size < FEWEST_CHARACTERS) return 'few-characters';
  const beside = password.replace(PHONE_NUMBER, '');
  if (beside !== password && [...beside].length < BESIDE_PHONE_NUMBER) return 'phone-number';
  return undefined;
}
