import type { AiringClash } from '../broadcasts/airing.js';

/** Undoes the unit of work; the caller is told of it as AirtimeClash, with names. */
export class ClashesFound extends Error {
  constructor(readonly clashes: readonly AiringClash[]) {
    super(`${clashes.length} clashes`);
  }
}
