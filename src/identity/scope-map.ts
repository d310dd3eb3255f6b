import { Injectable } from '@nestjs/common';
import type { Scope } from './actor.js';

/** The stations that scopes stand for on one day. */
export interface ScopedStations {
  scope: Scope;
  stationIds: string[];
}

/** Works out which stations a scope reaches. Provided by the module that knows stations; identity only asks. */
export abstract class StationsOfScopes {
  /** @param at the instant whose local day decides which centre serves which station */
  abstract stationsOf(scopes: readonly Scope[], at: Date): Promise<ScopedStations[]>;

  /** Whether there is such a centre, unit or station; always true of `everywhere`. */
  abstract exists(scope: Scope): Promise<boolean>;
}

/** Holds the one answer to "which stations?", handed in when the stations module starts. */
@Injectable()
export class ScopeMap {
  private source: StationsOfScopes | undefined;

  answerWith(source: StationsOfScopes): void {
    this.source = source;
  }

  async stationsOf(scopes: readonly Scope[], at: Date): Promise<ScopedStations[]> {
    if (!this.source) return scopes.map((scope) => ({ scope, stationIds: scope.kind === 'station' ? [scope.id] : [] }));
    return this.source.stationsOf(scopes, at);
  }

  async exists(scope: Scope): Promise<boolean> {
    return this.source ? this.source.exists(scope) : true;
  }
}
