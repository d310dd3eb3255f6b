import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { type ActingToken, Actor, type FindCentresServing } from '../actor.js';
import { BeyondYourReach } from '../identity.problems.js';
import type { Permission } from '../permissions.js';
import { contains, type Grant, intersection, type Reach, type ReachingGrant, stationsOf, union } from '../reach.js';
import { ScopeDirectory } from '../scope.directory.js';
import type { Scope } from '../scope.js';
import { grantedStations, grantedUnits, grantsHeldBy, nameOf } from './access.queries.js';
import { Jurisdiction } from './jurisdiction.js';

/** What people may do and where, from the grants that they hold. */
@Injectable()
export class AccessService {
  private readonly centresServing: FindCentresServing = (stationIds, sql) =>
    this.scopes.centresServing(stationIds, this.clock.now(), sql);

  constructor(
    private readonly source: DataSource,
    private readonly scopes: ScopeDirectory,
    private readonly clock: Clock,
  ) {}

  /**
   * For work that is done later than it was asked for: the person with the grants that they hold now, not then.
   * A person whose account has ended may do nothing.
   */
  async actor(personId: string): Promise<Actor> {
    return this.actorFor({ id: personId, name: (await nameOf(this.source, personId)) ?? '' });
  }

  /** The same actor with what they may do now, for work that began a while ago, e.g. an upload. */
  async renewed(actor: Actor): Promise<Actor> {
    return this.actorFor(actor, actor.token);
  }

  /**
   * As `actor`, for a person whose name is known.
   * @param token limits the person to its permissions and scopes
   */
  async actorFor({ id, name }: { id: string; name: string }, token?: ActingToken): Promise<Actor> {
    const grants = await this.reachOf(await grantsHeldBy(this.source, id));
    if (!token?.scopes) return new Actor(id, name, grants, this.centresServing, token);
    const within = union((await this.reachOf(token.scopes.map(scopeAlone))).map(({ reach }) => reach));
    const limited = grants.map(({ grant, reach }) => ({ grant, reach: intersection(reach, within) }));
    return new Actor(id, name, limited, this.centresServing, token);
  }

  /** The names of the centres, units and stations where a person works. */
  async workplacesOf(personId: string): Promise<string[]> {
    return this.scopes.namesOf((await grantsHeldBy(this.source, personId)).map(({ scope }) => scope));
  }

  /** Where the actor has `permission`, as scopes, as far as grants name them. Ask before a transaction begins: it takes queries of its own. */
  async jurisdictionOf(actor: Actor, permission: Permission = 'people:manage'): Promise<Jurisdiction> {
    const reach = actor.reach(permission);
    if (reach.everywhere) return new Jurisdiction(undefined);
    return new Jurisdiction([
      ...reach.centreIds.map((id): Scope => ({ kind: 'centre', id })),
      ...(await this.stationsWithin(reach)),
      ...(await this.unitsWithin(reach)),
    ]);
  }

  /**
   * Checks that the actor may give these grants: that they have `permission` in all of their scopes. Ask before a transaction begins: it takes queries of its own.
   * @throws NotFound for a centre, unit or station that does not exist or is out of reach; the two look the same
   * @throws BeyondYourReach for a grant that holds everywhere
   */
  async requireWithin(grants: readonly Grant[], by: Actor, permission: Permission = 'people:manage'): Promise<void> {
    const reach = by.reach(permission);
    const reaching = await this.reachOf(grants);
    const serving = await this.centresServing(reaching.flatMap((one) => stationsOf(one.reach)));
    for (const grant of reaching) {
      const { scope } = grant.grant;
      if (scope.kind === 'everywhere' && !reach.everywhere) throw new BeyondYourReach();
      if (!contains(reach, grant, serving) || !(await this.scopes.exists(scope))) {
        throw new NotFound(scope.kind === 'everywhere' ? 'centre' : scope.kind);
      }
    }
  }

  /** Checks that the actor has `permission` in these scopes. @throws NotFound, BeyondYourReach as `requireWithin` */
  async requireScopes(scopes: readonly Scope[], by: Actor, permission: Permission): Promise<void> {
    await this.requireWithin(scopes.map(scopeAlone), by, permission);
  }

  /** Each of `grants` with its reach, in the same order. */
  private async reachOf<Given extends Grant>(grants: readonly Given[]): Promise<ReachingGrant<Given>[]> {
    const named = await this.scopes.stationsNamed(grants.map(({ scope }) => scope));
    return grants.map((grant, index) => reaching(grant, named[index] ?? []));
  }

  private async stationsWithin(reach: Reach): Promise<Scope[]> {
    const isWithin: ScopeDirectory['isWithin'] = (...asked) => this.scopes.isWithin(...asked);
    const ids = await grantedStations(this.source, isWithin, reach, this.clock.now());
    return ids.map((id) => ({ kind: 'station', id }));
  }

  private async unitsWithin(reach: Reach): Promise<Scope[]> {
    const ids = await grantedUnits(this.source);
    const units = await this.reachOf(ids.map((id) => scopeAlone({ kind: 'unit', id })));
    const serving = await this.centresServing(units.flatMap((unit) => stationsOf(unit.reach)));
    return units.filter((unit) => contains(reach, unit, serving)).map(({ grant }) => grant.scope);
  }
}

// Only the scope matters.
const scopeAlone = (scope: Scope): Grant => ({ role: 'operator', scope });

/** @param stationIds those that the grant names */
function reaching<Given extends Grant>(grant: Given, stationIds: readonly string[]): ReachingGrant<Given> {
  const { kind, id } = grant.scope;
  const [everywhere, centreIds] = [kind === 'everywhere', kind === 'centre' ? [id] : []];
  const byDay =
    kind === 'centre'
      ? [{ centreId: id, stationId: null }]
      : stationIds.map((stationId) => ({ centreId: null, stationId }));
  return { grant, reach: { everywhere, centreIds, byDay } };
}
