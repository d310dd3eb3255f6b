import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { decodeCursor, toPage, type WholePage } from '../../platform/http/page.js';
import { AccessService } from '../access/access.service.js';
import type { Actor } from '../actor.js';
import { ScopeDirectory } from '../scope.directory.js';
import type { StoredGrant } from './grants.queries.js';
import type { Invitation } from './invitation-codes.js';
import type { GrantView, InvitationView, PeopleQuery, PersonView } from './people.schemas.js';
import { visiblePeople, visiblePerson, type VisiblePerson } from './visible-people.js';

/** People as their administrators see them, with the grants within the administrator's reach. */
@Injectable()
export class PeopleViews {
  constructor(
    private readonly source: DataSource,
    private readonly access: AccessService,
    private readonly scopes: ScopeDirectory,
  ) {}

  /** Oldest first. */
  async list({ limit, cursor, ...filter }: PeopleQuery, actor: Actor): Promise<WholePage<PersonView>> {
    const within = await this.access.jurisdictionOf(actor);
    const page = { after: decodeCursor(cursor), limit: limit + 1, filter };
    const { people, total } = await visiblePeople(this.source, within, page);
    return { ...toPage(await this.present(people), limit, ({ id }) => id), total };
  }

  /** @throws NotFound, also when the person has no grant within the actor's reach */
  async detail(personId: string, actor: Actor): Promise<PersonView> {
    return this.one(await visiblePerson(this.source, personId, await this.access.jurisdictionOf(actor)));
  }

  async one(person: VisiblePerson): Promise<PersonView> {
    const places = await this.placesOf(person.grants);
    return presentPerson(person, places);
  }

  async grant(grant: StoredGrant): Promise<GrantView> {
    return presentGrant(grant, await this.placesOf([grant]));
  }

  private async present(people: readonly VisiblePerson[]): Promise<PersonView[]> {
    const places = await this.placesOf(people.flatMap(({ grants }) => grants));
    return people.map((person) => presentPerson(person, places));
  }

  private placesOf(grants: readonly StoredGrant[]): Promise<Places> {
    return this.scopes.namesById(grants.flatMap(({ scope }) => scope.id ?? []));
  }
}

/** Names of centres, units and stations, by id. */
type Places = ReadonlyMap<string, string>;

const presentPerson = ({ person, grants }: VisiblePerson, places: Places): PersonView => ({
  id: person.id,
  login: person.login,
  name: person.name,
  createdAt: person.createdAt.toISOString(),
  endedAt: person.endedAt?.toISOString() ?? null,
  hasPassword: person.hasPassword,
  hasSecondFactor: person.hasSecondFactor,
  grants: grants.map((grant) => presentGrant(grant, places)),
  revision: person.revision,
});

const presentGrant = ({ id, role, scope, grantedAt }: StoredGrant, places: Places): GrantView => ({
  id,
  role,
  scope,
  scopeName: (scope.id && places.get(scope.id)) ?? null,
  grantedAt: grantedAt.toISOString(),
});

export const presentInvitation = ({ code, expiresAt }: Invitation): InvitationView => ({
  code,
  expiresAt: expiresAt.toISOString(),
});
