import { randomInt } from 'node:crypto';

/** Letters and digits that nobody takes for one another on a screen, on paper or on the telephone: no 0 O, 1 I L, 2 Z, 5 S, 8 B. */
export const ALPHABET = '34679ACDEFGHJKMNPQRTUVWXY';

const LENGTH = 8;

/** A new code of 8 characters, about 37 bits: enough for a day with few tries. */
export function newEnrolmentCode(): string {
  return Array.from({ length: LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
}

/** The code as it was made, however somebody typed it: in small letters, with blanks or hyphens. */
export const asMade = (typed: string): string => typed.replaceAll(/[\s-]/g, '').toUpperCase();
