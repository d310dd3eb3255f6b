import { Injectable } from '@nestjs/common';
import { NotFound } from '../../platform/http/problem.js';
import { type Actor, contains, type Grant, type Reach, type Scope } from '../actor.js';
import type { Permission } from '../permissions.js';
import { Reaches } from '../reaches.js';
import { BeyondYourReach } from './people.problems.js';
import { PeopleQueries } from './people.queries.js';

/** The scopes in which somebody has a say over people. Worked out once, so that it costs no query inside a transaction. */
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

@Injectable()
export class Jurisdictions {
  constructor(
    private readonly reaches: Reaches,
    private readonly queries: PeopleQueries,
  ) {}

  async of(actor: Actor, permission: Permission = 'people:manage'): Promise<Jurisdiction> {
    return new Jurisdiction(await this.scopesWithin(actor.reach(permission)));
  }

  /** Of somebody who is not here; nothing once they have ended. */
  async ofPerson(id: string): Promise<Jurisdiction> {
    return this.of(await this.reaches.actorFor({ id, name: '' }));
  }

  /**
   * @throws NotFound for a centre, unit or station that is not there or not in reach; which of the two is not told
   * @throws BeyondYourReach for everywhere
   */
  async requireWithin(grants: readonly Grant[], by: Actor): Promise<void> {
    const reach = by.reach('people:manage');
    for (const grant of await this.reaches.of(grants)) {
      const { scope } = grant.grant;
      if (scope.kind === 'everywhere' && !reach.everywhere) throw new BeyondYourReach();
      if (!contains(reach, grant) || !(await this.reaches.exists(scope))) throw new NotFound(scope.kind);
    }
  }

  private async scopesWithin(reach: Reach): Promise<Scope[] | undefined> {
    if (reach.everywhere) return undefined;
    const units = (await this.queries.grantedUnits()).map((scope) => ({ role: 'operator' as const, scope }));
    const within = (await this.reaches.of(units)).filter((unit) => contains(reach, unit));
    return [
      ...reach.centreIds.map((id): Scope => ({ kind: 'centre', id })),
      ...reach.stationIds.map((id): Scope => ({ kind: 'station', id })),
      ...within.map(({ grant }) => grant.scope),
    ];
  }
}
