import type { PlaceClash } from '../broadcasts/planning.service.js';

/** Undoes the work in hand; told to the caller with names as AirtimeClash. */
export class ClashesFound extends Error {
  constructor(readonly clashes: readonly PlaceClash[]) {
    super(`${clashes.length} clashes`);
  }
}
