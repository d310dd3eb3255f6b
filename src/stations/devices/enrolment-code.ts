import { randomInt } from 'node:crypto';

/** Letters and digits that are not mistaken for one another on a screen, on paper or on the phone: no 0 O, 1 I L, 2 Z, 5 S, 8 B. */
export const ALPHABET = '34679ACDEFGHJKMNPQRTUVWXY';

const LENGTH = 8;

/** A new code of 8 characters, about 37 bits: enough for a code that is valid for a day and rate limited. */
export function newEnrolmentCode(): string {
  return Array.from({ length: LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
}

/** The code as it was issued, however it was typed: in lower case, with spaces or hyphens. */
export const asIssued = (typed: string): string => typed.replaceAll(/[\s-]/g, '').toUpperCase();
