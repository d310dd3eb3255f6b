import { addDays, localDay } from '../../platform/clock/local-day.js';
import { clockTimesOf } from '../recurrence/clock-times.js';
import { instantOf } from '../recurrence/instants.js';
import { type Definition, exceptionsAt, termsOn } from '../terms/definition.js';

/** What an entry airs; undefined: it is not in force. */
type Airs = Pick<Definition, 'terms' | 'exceptions'> | undefined;

/**
 * Whether something has begun since a change that was otherwise without it: at another time, place or with another program.
 * @param zones those in which the entry airs
 */
export function hasBegun(
  before: Airs,
  after: Airs,
  { zones, since, now }: { zones: readonly string[]; since: Date; now: Date },
): boolean {
  const own = [before, after].flatMap((side) => side?.exceptions.flatMap(({ stationId }) => stationId ?? []) ?? []);
  return ['', ...new Set(own)].some((stationId) =>
    zones.some((zone) => {
      const [was, is] = [before, after].map((side) => airedSince(side, stationId, { zone, since, now }));
      return String(was) !== String(is);
    }),
  );
}

function airedSince(
  side: Airs,
  stationId: string,
  { zone, since, now }: { zone: string; since: Date; now: Date },
): string[] {
  if (!side) return [];
  const span = { first: addDays(localDay(since, zone), -1), last: addDays(localDay(now, zone), 1) };
  return clockTimesOf(side.terms, exceptionsAt(side.exceptions, stationId), span).flatMap((one) => {
    const wall = instantOf(one.day, one.time, zone);
    const terms = termsOn(side.terms, one.onDay);
    if (!terms || !('at' in wall) || wall.at <= since || wall.at > now) return [];
    const { everywhere, stationIds, groupIds, leftOut } = terms;
    const where = [everywhere, stationIds, groupIds, leftOut].map((part) => JSON.stringify(part)).join(' ');
    return [`${one.day} ${one.time} ${one.programId ?? terms.programId} ${where}`];
  });
}
