import { randomInt } from 'node:crypto';

/** Letters and digits that are not mistaken for one another on a screen, on paper or on the phone: no 0 O, 1 I L, 2 Z, 5 S, 8 B. */
export const ALPHABET = '34679ACDEFGHJKMNPQRTUVWXY';

const GROUP = /.{1,4}/g;

/** A new code of so many random characters, which people can read out: about 4.6 bits each. */
export const newReadableCode = (length: number): string =>
  Array.from({ length }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');

/** The same code in groups of four characters, e.g. `K3M7-9ACD`. */
export const inGroups = (code: string): string => code.match(GROUP)?.join('-') ?? '';

/** The code as it was issued, however it was typed: in lower case, with spaces or hyphens. */
export const asIssued = (typed: string): string => typed.replaceAll(/[\s-]/g, '').toUpperCase();
