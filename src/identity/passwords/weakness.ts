/** Why a password must not be used. */
export type Weakness =
  'too-short' | 'unchanged' | 'few-characters' | 'login' | 'phone-number' | 'own-name' | 'easily-guessed';

/** The weakness as it continues “Choose another password: it …”. `least` is a number of characters. */
export function describeWeakness(weakness: Weakness, least: number): string {
  switch (weakness) {
    case 'too-short':
      return `must have at least ${least} characters`;
    case 'unchanged':
      return 'must be another one than now';
    case 'few-characters':
      return `must have at least ${FEWEST_CHARACTERS} different characters`;
    case 'login':
      return 'must not be the login';
    case 'phone-number':
      return 'must be more than a telephone number';
    case 'own-name':
      return 'must be more than your name, your workplace or the name of this service';
    case 'easily-guessed':
      return 'is among those that would be tried first: known passwords, words, years and keyboard rows count little';
  }
}

const FEWEST_CHARACTERS = 5;
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
