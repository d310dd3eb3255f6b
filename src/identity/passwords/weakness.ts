const MOST_GUESSED = [
  '12345678',
  '123456789',
  '1234567890',
  '123456789012',
  '1234567890123',
  'password',
  'password1',
  'password123',
  'password1234',
  'passwordpassword',
  'qwertyuiop',
  'qwertyuiop12',
  'qwertyuiopasdf',
  'administrator',
  'administrator1',
  'matkhau123',
  'matkhau1234',
  'matkhau12345',
  'matkhaumatkhau',
  'truyenthanh',
  'truyenthanh123',
  'daitruyenthanh',
  'loaphuong123',
];
const FEWEST_CHARACTERS = 5;

/** Why `password` must not be used, as text for the person; undefined when it may. `least` is a number of characters. */
export function weaknessOf(password: string, { login, least }: { login: string; least: number }): string | undefined {
  const characters = [...password];
  if (characters.length < least) return `must have at least ${least} characters`;
  const plain = password.toLowerCase();
  if (plain === login.toLowerCase()) return 'must not be the login';
  if (MOST_GUESSED.includes(plain)) return 'is among the first that anybody would try';
  if (new Set(characters).size < FEWEST_CHARACTERS)
    return `must have at least ${FEWEST_CHARACTERS} different characters`;
  return undefined;
}
