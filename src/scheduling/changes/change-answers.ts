import { Accepted, MayBeAccepted } from '../../platform/http/accepted.js';
import { AcceptedChange } from './changes.schemas.js';
import type { Made } from './changes.service.js';

/** The 202 for a change that is made later; undefined for one that is made. */
export function acceptedLater({ changeId, state, entryIds }: Made): Accepted<AcceptedChange> | undefined {
  if (state !== 'waiting' || changeId === null) return undefined;
  return new Accepted(`/schedule/changes/${changeId}`, { id: changeId, state, entryIds });
}

/** What every answer to a change says. */
export const whatItDoes = ({ changeId, consequences, plannedUntil, continues }: Made) => ({
  changeId,
  consequences,
  plannedUntil,
  continues,
});

/** Declares that a route may answer so. */
export const MayBeMadeLater = (): MethodDecorator =>
  MayBeAccepted(AcceptedChange, 'It concerns so many broadcasts (CHANGE_ROWS_AT_ONCE) that it is applied later');
