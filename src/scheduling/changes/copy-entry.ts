import { addDays } from '../../platform/clock/local-day.js';
import { InvalidRequest } from '../../platform/http/http.problems.js';
import { pointerTo } from '../../platform/http/validation.pipe.js';
import type { NewEntry } from '../operations/new-entry.schemas.js';
import type { OperationOf } from '../operations/operations.schemas.js';
import { placesInstead } from '../operations/propose-definition.js';
import { type Definition, type EntryTerms, termsOn } from '../terms/definition.js';

const ENDED = {
  vi: 'mục được chép đã kết thúc trước startsOn; hãy nêu until, hoặc null nếu chưa có ngày cuối',
  en: 'is needed: the entry that is copied ends before startsOn; null: until further notice',
};
const DAY_MS = 86_400_000;

/**
 * A new entry like another from a day on: with the terms of that day, or with its last ones. Exceptions are not copied.
 * @param index which of the operations it is @throws InvalidRequest when the other ends before the day, and no end is given
 */
export function copyOf(
  { entry, terms }: Definition,
  { copyId, changes }: OperationOf<'copy'>,
  index: number,
): OperationOf<'place'> | undefined {
  const base = termsOn(terms, changes.startsOn) ?? terms.at(-1);
  if (!base) return undefined;
  const { startsOn } = changes;
  const { priority, startWithin, centreId, stationId } = entry;
  const { programId, rrule: rule, times, everywhere, stationIds, groupIds, leftOut } = base;
  const given = Object.fromEntries(
    Object.entries(changes).filter(([, value]) => value !== undefined),
  ) as Partial<NewEntry>;
  const copied: NewEntry = {
    ...(centreId === null ? { stationId: stationId ?? '' } : { centreId }),
    priority,
    startWithin,
    programId,
    startsOn,
    until: changes.until === undefined ? endOf(terms, base, { startsOn, index }) : changes.until,
    rule,
    extraDays: extraDaysFrom(base, startsOn),
    times: [...times],
    everywhere,
    stationIds: centreId === null ? [] : [...stationIds],
    groupIds: [...groupIds],
    leftOut: [...leftOut],
    ...given,
    ...placesInstead(given),
  };
  return { op: 'place', ...(copyId !== undefined && { entryId: copyId }), entry: copied };
}

/** The last day of the entry, which its copy has too; none without a rule, where the days end it. */
function endOf(
  terms: readonly EntryTerms[],
  { rrule }: EntryTerms,
  { startsOn, index }: { startsOn: string; index: number },
): string | null {
  const until = rrule === null ? null : (terms.at(-1)?.valid.until ?? null);
  if (until !== null && until < startsOn) {
    const pointer = pointerTo('operations', String(index), 'changes', 'until');
    throw new InvalidRequest([{ pointer, message: ENDED }]);
  }
  return until;
}

/** Of an entry with a rule those that are ahead; else as far from the first day as they were. */
function extraDaysFrom({ rrule, startsOn: first, extraDays }: EntryTerms, startsOn: string): string[] {
  if (rrule !== null) return extraDays.filter((day) => day >= startsOn);
  const shift = Math.round((Date.parse(startsOn) - Date.parse(first)) / DAY_MS);
  return extraDays.map((day) => addDays(day, shift));
}
