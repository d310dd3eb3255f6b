import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { decodeCursor, type Page, toPage } from '../../platform/http/page.js';
import { AccessService } from '../access/access.service.js';
import type { Actor } from '../actor.js';
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
  ) {}

  /** Oldest first. */
  async list({ limit, cursor }: PeopleQuery, actor: Actor): Promise<Page<PersonView>> {
    const within = await this.access.jurisdictionOf(actor);
    const page = { cursor: decodeCursor(cursor) ?? null, rows: limit + 1 };
    const people = await visiblePeople(this.source, within, page);
    return toPage(people.map(presentPerson), limit, ({ id }) => id);
  }

  /** @throws NotFound, also when the person has no grant within the actor's reach */
  async detail(personId: string, actor: Actor): Promise<PersonView> {
    return presentPerson(await visiblePerson(this.source, personId, await this.access.jurisdictionOf(actor)));
  }
}

export const presentPerson = ({ person, grants }: VisiblePerson): PersonView => ({
  id: person.id,
  login: person.login,
  name: person.name,
  createdAt: person.createdAt.toISOString(),
  endedAt: person.endedAt?.toISOString() ?? null,
  hasPassword: person.hasPassword,
  hasSecondFactor: person.hasSecondFactor,
  grants: grants.map(presentGrant),
  revision: person.revision,
});

export const presentGrant = ({ id, role, scope, grantedAt }: StoredGrant): GrantView => ({
  id,
  role,
  scope,
  grantedAt: grantedAt.toISOString(),
});

export const presentInvitation = ({ code, expiresAt }: Invitation): InvitationView => ({
  code,
  expiresAt: expiresAt.toISOString(),
});
