import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { decodeCursor } from '../../platform/http/page.js';
import type { Actor } from '../actor.js';
import { type Invitation, InvitationsService } from '../invitations/invitations.service.js';
import { Jurisdictions } from './jurisdiction.js';
import { GrantsService } from './grants.service.js';
import type { NewPerson, PeopleQuery } from './people.schemas.js';
import { type PersonOnRoll, Roll } from './roll.js';

/** People come with an invitation to choose their own password, and are ended, never deleted. */
@Injectable()
export class PeopleService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly jurisdictions: Jurisdictions,
    private readonly roll: Roll,
    private readonly grants: GrantsService,
    private readonly invitations: InvitationsService,
  ) {}

  /**
   * @throws LoginTaken
   * @throws NotFound or BeyondYourReach for a grant outside the administrator's reach
   */
  async add(
    { name, login, grants }: NewPerson,
    { by }: { by: Actor },
  ): Promise<PersonOnRoll & { invitation: Invitation }> {
    await this.jurisdictions.requireWithin(grants, by);
    return this.unitOfWork.run(async (work) => {
      const person = await this.roll.enter(work, { name, login }, by);
      const stored = [];
      for (const grant of grants) stored.push(await this.grants.write(work, person.id, grant, by));
      return { person, grants: stored, invitation: await this.invitations.issue(work, person.id, by) };
    });
  }

  /** `limit` people within the administrator's reach, and one more if there are further ones. */
  async page({ limit, cursor }: PeopleQuery, { by }: { by: Actor }): Promise<PersonOnRoll[]> {
    const after = { cursor: decodeCursor(cursor) ?? null, rows: limit + 1 };
    return this.roll.page(await this.jurisdictions.of(by), after);
  }

  /** @throws NotFound, also when the person has no grant within the reach */
  async find(personId: string, { by }: { by: Actor }): Promise<PersonOnRoll> {
    return this.roll.find(personId, await this.jurisdictions.of(by));
  }

  /** A new password for somebody who lost theirs; the old one works until the invitation is accepted. */
  async invite(personId: string, { by }: { by: Actor }): Promise<Invitation> {
    const within = await this.jurisdictions.of(by);
    return this.unitOfWork.run(async (work) => {
      await this.roll.lockWhole(work, personId, within);
      return this.invitations.issue(work, personId, by);
    });
  }

  /**
   * The person can do nothing from this moment on; sessions and invitations end with them.
   * @throws WorksElsewhere
   * @throws LastAdministrator
   */
  async end(personId: string, { because, by }: { because: string; by: Actor }): Promise<PersonOnRoll> {
    const within = await this.jurisdictions.of(by);
    return this.unitOfWork.run(async (work) => {
      const { person, grants } = await this.roll.lockWhole(work, personId, within);
      await this.grants.requireSpare(work, personId, grants);
      await this.invitations.cancel(work, personId);
      return { person: await this.roll.end(work, person, { because, by }), grants };
    });
  }
}
