import type { ListPage } from '../../platform/database/list-sql.js';
import type { Sql } from '../../platform/database/sql.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import { NotFound, type Thing } from '../../platform/http/http.problems.js';
import type { Jurisdiction } from '../access/jurisdiction.js';
import { grantsOf, type StoredGrant } from './grants.queries.js';
import { PersonEnded, WorksElsewhere } from './people.problems.js';
import { findPerson, findPersonForUpdate, type PersonFilter, personList, type PersonRow } from './people.queries.js';

/** A person with the grants that lie within a jurisdiction. */
export interface VisiblePerson {
  person: PersonRow;
  grants: StoredGrant[];
}

/** People with a grant within the jurisdiction, in order of id, and how many all pages have. */
export async function visiblePeople(
  sql: Sql,
  within: Jurisdiction,
  { filter, ...page }: ListPage & { filter: PersonFilter },
): Promise<{ people: VisiblePerson[]; total: number }> {
  const list = personList(within.scopes, filter);
  const people = await list.rows(sql, page);
  const ids = people.map(({ id }) => id);
  const grants = await grantsOf(sql, ids);
  return {
    people: people.map((person) => visible(person, ofPerson(person, grants), within)),
    total: await list.size(sql),
  };
}

/** @throws NotFound when the person does not exist or has no grant within the jurisdiction */
export async function visiblePerson(sql: Sql, id: string, within: Jurisdiction): Promise<VisiblePerson> {
  return requireVisible(await findPerson(sql, id), await grantsOf(sql, [id]), within);
}

/** As `visiblePerson`, for what belongs to the whole person. @throws WorksElsewhere as `lockWholePerson` */
export async function visibleWholePerson(sql: Sql, id: string, within: Jurisdiction): Promise<VisiblePerson> {
  const all = await grantsOf(sql, [id]);
  return requireWhole(requireVisible(await findPerson(sql, id), all, within), all);
}

/**
 * The person, whom nobody else changes until the transaction ends.
 * @throws NotFound as `visiblePerson` does
 * @throws PersonEnded
 */
export async function lockPerson(work: Work, id: string, within: Jurisdiction): Promise<VisiblePerson> {
  return (await lockWithAllGrants(work, id, within)).visible;
}

/**
 * As `lockPerson`, for changes to the whole person and not to one grant.
 * @throws WorksElsewhere when some of the person's grants lie outside the jurisdiction
 */
export async function lockWholePerson(work: Work, id: string, within: Jurisdiction): Promise<VisiblePerson> {
  const { visible, all } = await lockWithAllGrants(work, id, within);
  return requireWhole(visible, all);
}

/**
 * Checks that the actor administers the whole person to whom something belongs.
 * @throws NotFound for that thing when they do not see the person
 * @throws PersonEnded, WorksElsewhere
 */
export async function requireWholePerson(
  work: Work,
  personId: string,
  { within, of }: { within: Jurisdiction; of: Thing },
): Promise<void> {
  await lockWholePerson(work, personId, within).catch((error: unknown) => {
    throw error instanceof NotFound ? new NotFound(of) : error;
  });
}

async function lockWithAllGrants(work: Work, id: string, within: Jurisdiction) {
  const person = await findPersonForUpdate(work, id);
  const all = await grantsOf(work, [id]);
  const visible = requireVisible(person, all, within);
  if (visible.person.endedAt) throw new PersonEnded();
  return { visible, all };
}

function requireVisible(person: PersonRow | undefined, grants: StoredGrant[], within: Jurisdiction): VisiblePerson {
  const found = person && visible(person, grants, within);
  if (!found || (!within.isEverywhere && found.grants.length === 0)) throw new NotFound('person');
  return found;
}

function requireWhole(person: VisiblePerson, all: StoredGrant[]): VisiblePerson {
  if (person.grants.length < all.length) throw new WorksElsewhere();
  return person;
}

const ofPerson = ({ id }: PersonRow, grants: StoredGrant[]) => grants.filter(({ personId }) => personId === id);

const visible = (person: PersonRow, grants: StoredGrant[], within: Jurisdiction): VisiblePerson => ({
  person,
  grants: grants.filter(({ scope }) => within.covers(scope)),
});
