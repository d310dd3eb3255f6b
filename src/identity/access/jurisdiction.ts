import type { Scope } from '../scope.js';

/** The scopes of grants that somebody may administer, or of whose people they may read what they did. */
export class Jurisdiction {
  /** @param scopes of stations and units only those that a grant names; undefined: all there are */
  constructor(readonly scopes: readonly Scope[] | undefined) {}

  get isEverywhere(): boolean {
    return this.scopes === undefined;
  }

  covers(scope: Scope): boolean {
    return this.scopes?.some(({ kind, id }) => kind === scope.kind && id === scope.id) ?? true;
  }
}
