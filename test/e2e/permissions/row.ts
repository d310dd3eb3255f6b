import type { Client } from '../../../api-client/client.js';
import type { Role } from '../../../src/identity/permissions.js';
import { ROLES } from '../../../src/identity/permissions.js';
import type { TestPerson } from '../../factories/person.factory.js';
import type { TestService } from '../../support/service.js';

/** A centre with one of its stations and that station's unit. */
export interface Place {
  centreId: string;
  stationId: string;
  stationName: string;
  unitId: string;
}

export interface Asked {
  service: TestService;
  at: Place;
  by: TestPerson;
  role: Role;
}

/** One request; a list gets through when its answer names the thing `finds`. */
export interface Call {
  path: string;
  body?: unknown;
  headers?: Record<string, string>;
  finds?: string;
  /** Another session of the same person, for what ends the session. */
  as?: Client;
}

/** `unseen`: 404, or a list without the thing. `refused`: 403. */
export type Outcome = 'through' | 'unseen' | 'refused';

/** What the test knows of one route; a route may have several rows. */
export interface Row {
  /** As in the OpenAPI document, without /api/v1. */
  route: string;
  /**
   * Whose thing it is about. `centre`, `station`: who has the role there, or above, gets through.
   * `all`: only who has the role everywhere. `nobody`: a role anywhere is enough. `open`: no sign-in. `device`: no person.
   */
  of: 'centre' | 'station' | 'all' | 'nobody' | 'open' | 'device';
  roles?: readonly Role[];
  /** Roles to which another row speaks. */
  except?: readonly Role[];
  /** How the other roles are answered. */
  others?: Outcome;
  /** Whether a role at any centre reaches this thing of another one too. */
  sharedByCentres?: boolean;
  /** Whether a role at a station reaches this thing of the centre that serves it. */
  sharedWithStations?: boolean;
  /** With `all`: the place is looked at first, and a foreign one is not known to exist. */
  hiddenElsewhere?: boolean;
  /** Statuses besides 2xx that a caller gets only after being let through. */
  also?: readonly number[];
  call(asked: Asked): Promise<Call> | Call;
}

export const EVERYBODY = ROLES;
export const READERS: readonly Role[] = ['administrator', 'editor', 'approver', 'operator', 'leader'];
export const NOBODY_ID = '0190a0a0-0000-7000-8000-000000000000';

/** The header of a change that was read just now. */
export async function ifMatch(service: TestService, table: string, id: string): Promise<Record<string, string>> {
  const [row] = await service.sql<{ revision: string }>(`SELECT revision FROM ${table} WHERE id = $1`, [id]);
  return { 'if-match': `"${row?.revision}"` };
}
