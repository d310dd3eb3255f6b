import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary as common } from '@zxcvbn-ts/language-common';
import { dictionary as english } from '@zxcvbn-ts/language-en';
import { folded, telex, VIETNAMESE_WORDS, vni } from './vietnamese.js';

/** What somebody needs to guess a password. */
export interface Guesses {
  /** Logarithm of their number. */
  log10: number;
  /** Whether words of the person are part of what makes it easy. */
  isPersonal: boolean;
}

/** Of a name; further ones are left out. */
const MOST_WORDS = 12;

/** Of a name, that are looked for in a password; shorter words are in too many others. */
const FEWEST_LETTERS = 3;
/** Letters and digits that must be left beside them: `minh@binhson.vn` leaves two. */
const BESIDE_OWN_WORDS = 6;

/** Longer passwords are estimated by their beginning; the time grows with the square of the length. */
const ESTIMATED_LENGTH = 72;

const vietnamese = [...new Set(VIETNAMESE_WORDS.flatMap((word) => [folded(word), ...telex(word), ...vni(word)]))];
const estimator = new ZxcvbnFactory({
  // More than 100,000 known passwords and words, by how common they are.
  dictionary: { ...common, ...english, vietnamese },
  graphs: adjacencyGraphs,
  maxLength: ESTIMATED_LENGTH,
});

/**
 * How many guesses a password needs from somebody who knows lists of passwords, how people change them (years, l33t,
 * keyboard rows), Vietnamese with and without diacritics, and the person. Takes up to half a second: not for the main
 * thread.
 * @param words of the person: login, name, workplaces
 */
export function guessesFor(password: string, words: readonly string[]): Guesses {
  const own = [...new Set(words.flatMap(partsOf))];
  if (isLittleMoreThan(own, password)) return { log10: 0, isPersonal: true };
  const estimates = [...new Set([password, folded(password)])].map((form) => estimator.check(form, own));
  const easiest = estimates.reduce((one, other) => (other.guessesLog10 < one.guessesLog10 ? other : one));
  const isPersonal = easiest.sequence.some((part) => part.dictionaryName === 'userInputs');
  return { log10: easiest.guessesLog10, isPersonal };
}

function isLittleMoreThan(own: readonly string[], password: string): boolean {
  const longestFirst = own.filter(({ length }) => length >= FEWEST_LETTERS).sort((a, b) => b.length - a.length);
  const whole = folded(password.toLowerCase());
  const beside = longestFirst.reduce((text, word) => text.replaceAll(folded(word), ''), whole);
  return beside !== whole && beside.replaceAll(/[^\p{L}\p{N}]/gu, '').length < BESIDE_OWN_WORDS;
}

/** A name whole and in runs of its words, folded and as typed: `Đài xã An Khê` has `daixaankhe`, `ankhe`, `khe` … */
function partsOf(name: string): string[] {
  const words = name
    .toLowerCase()
    .split(/[\s._@-]+/)
    .slice(0, MOST_WORDS);
  const runs = words.flatMap((_, from) =>
    words.slice(from).map((__, more) => words.slice(from, from + more + 1).join(' ')),
  );
  return [name.toLowerCase(), ...runs]
    .flatMap((run) => [run, folded(run), ...telex(run)])
    .filter((part) => [...part].length > 1);
}
