import type { Owner } from '../../identity/owner.js';
import type { TermsException } from '../recurrence/clock-times.js';
import type { ClassTerms } from '../planning/class-airings.js';
import type { ClassRow } from '../planning/coverage.queries.js';
import { isWithin, termsOn } from '../terms/definition.js';
import type { ItemSource, PlacedHow } from './timeline-item.js';

/** Why terms are for a station, and from which local day to which, the last not included; null is without an end. */
export interface PlaceAt {
  how: PlacedHow;
  groupId: string | null;
  groupName: string | null;
  from: string | null;
  until: string | null;
}

/** Terms of an entry that are for a station on some day. */
export type TermsAt = ClassTerms & { places: readonly PlaceAt[] };

/** An entry as far as it concerns a station: the terms that are for it, and the exceptions for it or for all. */
export interface EntryAt {
  entryId: string;
  owner: Owner;
  priority: 'normal' | 'priority';
  inForce: boolean;
  terms: readonly TermsAt[];
  exceptions: readonly (TermsException & { id: string })[];
}

/** A station with what changes from day to day. */
export type StationAt = Omit<ClassRow, 'class' | 'ruleIds'> & { id: string };

/** Why the terms are for the station on a local day; the most particular reason. */
export const placeOn = ({ places }: TermsAt, day: string): PlaceAt | undefined =>
  ORDER.map((how) => places.find((place) => place.how === how && includes(place, day))).find(Boolean);
const ORDER: readonly PlacedHow[] = ['by-name', 'by-group', 'everywhere'];
const includes = ({ from, until }: PlaceAt, day: string): boolean =>
  (from === null || from <= day) && (until === null || day < until);

/** Where an occurrence comes from. */
export function sourceOf(
  entry: EntryAt | undefined,
  { onDay, slot, airsOn }: { onDay: string; slot: number; airsOn: string },
): ItemSource {
  const terms = entry && termsOn(entry.terms, onDay);
  const place = terms && placeOn(terms, airsOn);
  const group = place?.groupId && place.groupName !== null ? { id: place.groupId, name: place.groupName } : null;
  return {
    termsFrom: terms?.valid.from ?? null,
    exceptions: entry ? exceptionsOf(entry, onDay, slot) : [],
    placed: place?.how ?? null,
    group,
  };
}

/** Those that say when the occurrence airs, and what: as `settled` finds them. */
function exceptionsOf({ exceptions }: EntryAt, onDay: string, slot: number): ItemSource['exceptions'] {
  const about = exceptions.filter((one) => isWithin(one.days, onDay) && (one.slot === null || one.slot === slot));
  const own = about.filter(({ stationId }) => stationId !== null);
  const valid = own.length > 0 ? own : about;
  const counts = (one: TermsException) => one === valid.findLast(({ action }) => action === one.action);
  return valid.flatMap((one) =>
    one.action === 'skip' || !counts(one) ? [] : [{ id: one.id, action: one.action, onlyHere: one.stationId !== null }],
  );
}
