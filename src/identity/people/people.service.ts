import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Config } from '../../platform/config/config.js';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import { NotFound } from '../../platform/http/http.problems.js';
import type { SeenRevisions } from '../../platform/http/revisions/if-match.js';
import { requireSeen } from '../../platform/http/revisions/require-seen.js';
import { AccessService } from '../access/access.service.js';
import type { Actor } from '../actor.js';
import type { Grant } from '../reach.js';
import { tell } from '../notices/tell.js';
import { addPerson, giveGrant, recordGrant, tellOfGrant } from './add-person.js';
import { endGrant, hasOtherAdministrator, type StoredGrant } from './grants.queries.js';
import { cancelInvitation, type Invitation, issueInvitation } from './invitation-codes.js';
import { LastAdministrator } from './people.problems.js';
import { endPerson, limitSessionsOf, namesOf, type NamedPerson, renamePerson } from './people.queries.js';
import { sessionLimits } from '../session-limits.js';
import type { NewPerson, PersonChanges } from './people.schemas.js';
import { lockPerson, lockWholePerson, type VisiblePerson, visiblePerson } from './visible-people.js';

/**
 * People and their grants. People are added with an invitation to choose their own password; accounts are ended and
 * never deleted, so that the audit trail keeps its names. Every change is limited to the administrator's jurisdiction.
 */
@Injectable()
export class PeopleService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly source: DataSource,
    private readonly access: AccessService,
    private readonly config: Config,
  ) {}

  /** Names by id, to show who did something. */
  async namesOf(ids: readonly string[]): Promise<Map<string, NamedPerson>> {
    return namesOf(this.source, ids);
  }

  /**
   * @throws LoginTaken
   * @throws NotFound or BeyondYourReach for a grant outside the administrator's reach
   */
  async add(newPerson: NewPerson, { by }: { by: Actor }): Promise<VisiblePerson & { invitation: Invitation }> {
    await this.access.requireWithin(newPerson.grants, by);
    return this.unitOfWork.run(async (work) => {
      const added = await addPerson(work, newPerson, by);
      return { ...added, invitation: await this.issue(work, added.person.id, by) };
    });
  }

  /**
   * Issues a code for a new password. The old password works until the code is used.
   * @throws NotFound, PersonEnded, WorksElsewhere
   */
  async invite(personId: string, { by }: { by: Actor }): Promise<Invitation> {
    const within = await this.access.jurisdictionOf(by);
    return this.unitOfWork.run(async (work) => {
      const { person } = await lockWholePerson(work, personId, within);
      if (person.hasPassword) await tell(work, personId, 'reset-code-issued', { by: by.name });
      return this.issue(work, personId, by);
    });
  }

  /**
   * Gives the person another name; the audit trail keeps the name that they had at the time.
   * @throws NotFound, PersonEnded, WorksElsewhere, PreconditionFailed
   */
  async rename(
    personId: string,
    { name }: PersonChanges,
    { seen, by }: { seen: SeenRevisions; by: Actor },
  ): Promise<void> {
    const within = await this.access.jurisdictionOf(by);
    await this.unitOfWork.run(async (work) => {
      const { person } = await lockWholePerson(work, personId, within);
      requireSeen(person, seen);
      await renamePerson(work, personId, name);
      const details = { from: person.name, to: name };
      work.record({ by, did: 'person.rename', to: { kind: 'person', id: personId }, details });
    });
  }

  /**
   * Ends the account, with its sessions and invitation, at once.
   * @throws NotFound, PersonEnded, WorksElsewhere, LastAdministrator
   */
  async end(personId: string, { because, by }: { because: string; by: Actor }): Promise<void> {
    const within = await this.access.jurisdictionOf(by);
    await this.unitOfWork.run(async (work) => {
      const { grants } = await lockWholePerson(work, personId, within);
      await requireOtherAdministrator(work, personId, grants);
      await cancelInvitation(work, personId);
      await endPerson(work, personId);
      work.record({ by, did: 'person.end', to: { kind: 'person', id: personId }, because });
    });
  }

  /**
   * An administrator gives only what lies within their own reach.
   * @throws NotFound, BeyondYourReach, PersonEnded, GrantedAlready
   */
  async giveGrant(personId: string, grant: Grant, { by }: { by: Actor }): Promise<StoredGrant> {
    const within = await this.access.jurisdictionOf(by);
    await visiblePerson(this.source, personId, within);
    await this.access.requireWithin([grant], by);
    return this.unitOfWork.run(async (work) => {
      await lockPerson(work, personId, within);
      const given = await giveGrant(work, personId, grant, by);
      await limitSessionsOf(work, personId, sessionLimits([grant], this.config.settings));
      return given;
    });
  }

  /**
   * @throws NotFound when the grant is not this person's, or outside the administrator's reach
   * @throws PersonEnded, LastAdministrator
   */
  async endGrant(
    personId: string,
    grantId: string,
    { because, by }: { because?: string | undefined; by: Actor },
  ): Promise<void> {
    const within = await this.access.jurisdictionOf(by);
    await this.unitOfWork.run(async (work) => {
      const { grants } = await lockPerson(work, personId, within);
      const grant = grants.find(({ id }) => id === grantId);
      if (!grant) throw new NotFound('grant');
      await requireOtherAdministrator(work, personId, [grant]);
      await endGrant(work, grantId);
      recordGrant(work, 'grant.end', grant, by, because);
      await tellOfGrant(work, 'role-taken', grant, by);
    });
  }

  private issue(work: Work, personId: string, by: Actor): Promise<Invitation> {
    return issueInvitation(work, personId, { hours: this.config.settings.INVITATION_HOURS, by });
  }
}

/** @throws LastAdministrator when nobody would be left to administer everything without `grants` of this person */
async function requireOtherAdministrator(work: Work, personId: string, grants: readonly Grant[]): Promise<void> {
  const isOverAll = ({ role, scope }: Grant) => role === 'administrator' && scope.kind === 'everywhere';
  if (grants.some(isOverAll) && !(await hasOtherAdministrator(work, personId))) throw new LastAdministrator();
}
