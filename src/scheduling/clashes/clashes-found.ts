import type { AiringClash } from '../broadcasts/airing.js';

/** Thrown to roll back the unit of work; becomes an AirtimeClash with names (`ClashViews`). */
export class ClashesFound extends Error {
  constructor(
    readonly clashes: readonly AiringClash[],
    readonly total = clashes.length,
  ) {
    super(`${total} clashes`);
  }
}
