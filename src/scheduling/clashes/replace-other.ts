import { MOST_OPERATIONS, type Operation } from '../operations/operations.schemas.js';
import type { Meeting, Reader } from './meeting.js';
import { takeAway } from './take-away.js';

/**
 * The other entries are taken away where the wanted one meets them, and as little as possible besides: they air before, after
 * and elsewhere.
 * @param meetings of one wanted entry
 */
export function replaceOthers(meetings: readonly Meeting[], reader: Reader): Operation[] | undefined {
  if (!meetings.every(({ other }) => reader.maySchedule(other.definition.entry))) return undefined;
  const asked = meetings[0]?.operations ?? [];
  const taken = meetings.map((one) => takeAway(one, MOST_OPERATIONS - asked.length));
  return taken.every((one) => one !== undefined) ? [...taken.flat(), ...asked] : undefined;
}
