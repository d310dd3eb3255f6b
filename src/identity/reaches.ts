import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.js';
import { Actor, type Grant, type ReachingGrant, type Scope } from './actor.js';
import { IdentityQueries } from './identity.queries.js';
import { ScopeDirectory } from './scope.directory.js';

/** Works out how far grants reach today. */
@Injectable()
export class Reaches {
  constructor(
    private readonly queries: IdentityQueries,
    private readonly scopes: ScopeDirectory,
    private readonly clock: Clock,
  ) {}

  /** The person with their grants as of now. */
  async actorFor({ id, name }: { id: string; name: string }): Promise<Actor> {
    return new Actor(id, name, await this.of(await this.queries.grantsOf(id)));
  }

  /** Each of `grants` with its reach, in the same order. */
  async of<Given extends Grant>(grants: readonly Given[]): Promise<ReachingGrant<Given>[]> {
    const scoped = await this.scopes.stationsOf(
      grants.map(({ scope }) => scope),
      this.clock.now(),
    );
    return grants.map((grant, index) => reaching(grant, scoped[index]?.stationIds ?? []));
  }

  exists(scope: Scope): Promise<boolean> {
    return this.scopes.exists(scope);
  }
}

function reaching<Given extends Grant>(grant: Given, stationIds: string[]): ReachingGrant<Given> {
  const { kind, id } = grant.scope;
  return { grant, reach: { everywhere: kind === 'everywhere', centreIds: kind === 'centre' ? [id] : [], stationIds } };
}
