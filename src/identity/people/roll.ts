import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import { NotFound } from '../../platform/http/problem.js';
import { uuidv7 } from '../../platform/uuid.js';
import type { Actor } from '../actor.js';
import { Person } from '../person.entity.js';
import { SessionsService } from '../sessions.service.js';
import type { Jurisdiction } from './jurisdiction.js';
import { LastAdministrator, PersonEnded, WorksElsewhere } from './people.problems.js';
import { PeopleQueries, type PersonRow, type StoredGrant } from './people.queries.js';

/** A person with those of their grants that the one who asks may know of. */
export interface PersonOnRoll {
  person: PersonRow;
  grants: StoredGrant[];
}

const ADMINISTRATORS_LOCK = 7_264_103;

/** The people of the service, as far as a jurisdiction lets them be seen. */
@Injectable()
export class Roll {
  constructor(
    private readonly queries: PeopleQueries,
    private readonly sessions: SessionsService,
    private readonly clock: Clock,
  ) {}

  /** People after `cursor`, in order of id, `rows` at most. */
  async page(within: Jurisdiction, { cursor, rows }: { cursor: string | null; rows: number }): Promise<PersonOnRoll[]> {
    const people = await this.queries.page(within.scopes, { cursor, rows });
    const grants = await this.queries.grantsOf(people.map(({ id }) => id));
    return people.map((person) => seen(person, ofPerson(person, grants), within));
  }

  /** @throws NotFound when there is nobody, or nobody with a grant in the jurisdiction */
  async find(id: string, within: Jurisdiction): Promise<PersonOnRoll> {
    const person = await this.queries.find(id);
    const found = person && seen(person, await this.queries.grantsOf([id]), within);
    if (!found || !mayKnow(within, found)) throw new NotFound('person');
    return found;
  }

  /**
   * The person, unchanged by others until the work is done.
   * @throws NotFound as `find` does
   * @throws PersonEnded
   */
  async lock(work: Work, id: string, within: Jurisdiction): Promise<PersonOnRoll> {
    const person = await this.queries.lock(work.manager, id);
    const found = person && seen(person, await this.queries.grantsOf([id], work.manager), within);
    if (!found || !mayKnow(within, found)) throw new NotFound('person');
    if (found.person.endedAt) throw new PersonEnded();
    return found;
  }

  /**
   * The same for what touches the whole person, not one grant.
   * @throws WorksElsewhere when some of the person's grants lie outside the jurisdiction
   */
  async lockWhole(work: Work, id: string, within: Jurisdiction): Promise<PersonOnRoll> {
    const found = await this.lock(work, id, within);
    const all = await this.queries.grantsOf([id], work.manager);
    if (found.grants.length < all.length) throw new WorksElsewhere();
    return found;
  }

  /** Adds a person; without `by`, the first one, who comes by themselves. @throws LoginTaken */
  async enter(work: Work, { login, name }: { login: string; name: string }, by?: Actor): Promise<PersonRow> {
    const person = { id: uuidv7(), login, name, createdAt: this.clock.now(), endedAt: null };
    await work.manager.insert(Person, { ...person, passwordHash: null });
    const to = { kind: 'person', id: person.id };
    work.record({ by: by ?? person, did: 'person.add', to, details: { login, name } });
    return { ...person, hasPassword: false };
  }

  /** Sets the password and ends the sessions that were begun with another one. */
  async setPassword(work: Work, personId: string, passwordHash: string): Promise<void> {
    await work.manager.update(Person, personId, { passwordHash });
    await this.sessions.endAllOf(work, personId);
  }

  async end(work: Work, person: PersonRow, { because, by }: { because: string; by: Actor }): Promise<PersonRow> {
    const endedAt = this.clock.now();
    await work.manager.update(Person, person.id, { endedAt });
    await this.sessions.endAllOf(work, person.id);
    const to = { kind: 'person', id: person.id };
    work.record({ by, did: 'person.end', to, because });
    return { ...person, endedAt };
  }

  /**
   * To be called before an administrator of everything is ended or loses that grant; two at once wait for each other.
   * @throws LastAdministrator when nobody else could sign in as one
   */
  async keepAnAdministrator(work: Work, personId: string): Promise<void> {
    await work.manager.query('SELECT pg_advisory_xact_lock($1)', [ADMINISTRATORS_LOCK]);
    if (!(await this.queries.hasOtherAdministrator(work.manager, personId))) throw new LastAdministrator();
  }
}

const ofPerson = ({ id }: PersonRow, grants: StoredGrant[]) => grants.filter(({ personId }) => personId === id);

const seen = (person: PersonRow, grants: StoredGrant[], within: Jurisdiction): PersonOnRoll => ({
  person,
  grants: grants.filter(({ scope }) => within.covers(scope)),
});

const mayKnow = (within: Jurisdiction, { grants }: PersonOnRoll) => within.isEverywhere || grants.length > 0;
