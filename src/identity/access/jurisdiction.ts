import type { Scope } from '../scope.js';

/** The scopes in which somebody may administer people, or read what they did. */
export class Jurisdiction {
  /** @param scopes undefined: all there are */
  constructor(readonly scopes: readonly Scope[] | undefined) {}

  get isEverywhere(): boolean {
    return this.scopes === undefined;
  }

  covers(scope: Scope): boolean {
    return this.scopes?.some(({ kind, id }) => kind === scope.kind && id === scope.id) ?? true;
  }
}
