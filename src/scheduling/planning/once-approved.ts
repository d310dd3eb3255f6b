import type { Definition } from '../terms/definition.js';
import type { WantedAiring } from './wanted.queries.js';

/**
 * Airings of new entries as they are to be once their program is approved, so that what is asked for is refused where it
 * will have no place. They are gaps until then, see `awaitApproval`.
 */
export function onceApproved(
  airings: readonly WantedAiring[],
  definitions: ReadonlyMap<string, Definition>,
): { wanted: readonly WantedAiring[]; isAwaited: boolean } {
  const waits = ({ entryId, reason }: WantedAiring) =>
    reason === 'program-not-approved' && definitions.get(entryId)?.isNew === true;
  if (!airings.some(waits)) return { wanted: airings, isAwaited: false };
  return { wanted: airings.map((one) => (waits(one) ? { ...one, reason: null } : one)), isAwaited: true };
}
