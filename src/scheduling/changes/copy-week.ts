import { addDays } from '../../platform/clock/local-day.js';
import type { Operation } from '../operations/operations.schemas.js';
import { type ClockTime, clockTimesOf } from '../recurrence/clock-times.js';
import { type Definition, type EntryTerms, termsOn } from '../terms/definition.js';

/** What airs on one day of the copy and is not there yet. */
interface MissingDay {
  day: string;
  /** The terms from which it is copied. */
  terms: EntryTerms;
  programId: string;
  times: string[];
  /** Nothing of the entry airs there yet. */
  isEmpty: boolean;
}

const DAYS_A_WEEK = 7;

/**
 * What must be done so that one week airs what another does, at the same local times: what is there already stays. Days are
 * added to the same entry where its times and its program fit, else a new entry is made for them.
 * @param from, to the Mondays. What is otherwise at single stations is not copied.
 */
export function copyWeek(definitions: readonly Definition[], { from, to }: { from: string; to: string }): Operation[] {
  const shift = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
  return definitions.flatMap((definition) => {
    const missing = missingDays(definition, from, shift);
    const added = missing.filter((one) => fitsInto(definition, one));
    // From the first of them on there are other terms: later ones would be lost.
    const isLast = added.every(({ day }) => laterTerms(definition, day).length === 0);
    const extra = isLast ? added : [];
    const rest = missing.filter((one) => !extra.includes(one));
    return [...extraDays(definition, extra), ...newEntries(definition, rest)];
  });
}

function missingDays(definition: Definition, from: string, shift: number): MissingDay[] {
  return Array.from({ length: DAYS_A_WEEK }, (_, index) => addDays(from, index)).flatMap((day) => {
    const target = addDays(day, shift);
    const there = airedOn(definition, target);
    const have = new Set(there.map(({ key }) => key));
    const wanted = airedOn(definition, day).filter(({ key }) => !have.has(key));
    const kinds = new Map<string, MissingDay>();
    for (const { one, terms, programId } of wanted) {
      const key = `${terms.id} ${programId}`;
      const kind = kinds.get(key) ?? { day: target, terms, programId, times: [], isEmpty: there.length === 0 };
      kinds.set(key, { ...kind, times: [...new Set([...kind.times, one.time])] });
    }
    return [...kinds.values()];
  });
}

/** What an entry airs on a day at stations without exceptions of their own. */
function airedOn({ terms, exceptions }: Definition, day: string) {
  const forAll = exceptions.filter(({ stationId }) => stationId === null);
  return clockTimesOf(terms, forAll, { first: day, last: day }).flatMap((one: ClockTime) => {
    const own = termsOn(terms, one.onDay);
    if (!own) return [];
    const programId = one.programId ?? own.programId;
    return [{ one, terms: own, programId, key: `${one.time} ${programId}` }];
  });
}

const laterTerms = ({ terms }: Definition, day: string) => terms.filter(({ valid }) => valid.from > day);

/** Whether a day can be an extra one of the entry: it would air the same then, and nothing else. */
function fitsInto(definition: Definition, { day, terms, programId, times, isEmpty }: MissingDay): boolean {
  const { exceptions } = definition;
  const own = termsAfter(definition, day);
  if (!isEmpty || own !== terms || programId !== terms.programId) return false;
  const isTouched = exceptions.some(({ days }) => days.from <= day && (days.until === null || day <= days.until));
  return !isTouched && String(times.toSorted()) === String(terms.times);
}

/** The terms to which a day would belong: those of the day, or the last ones when they end by themselves before. */
function termsAfter({ terms }: Definition, day: string): EntryTerms | undefined {
  const own = termsOn(terms, day);
  const last = terms.at(-1);
  if (own || !last || last.valid.until === null || last.valid.until >= day) return own;
  const ends = [last.rule.until ?? '', ...last.extraDays].toSorted().at(-1);
  return last.rule.until !== null && last.valid.until === ends ? last : undefined;
}

function extraDays({ entry }: Definition, added: readonly MissingDay[]): Operation[] {
  const [first] = added;
  if (!first) return [];
  const from = added.map(({ day }) => day).toSorted()[0] ?? first.day;
  const kept = first.terms.extraDays.filter((day) => day >= from);
  const days = [...new Set([...kept, ...added.map(({ day }) => day)])].toSorted();
  return [{ op: 'change', entryId: entry.id, changes: { from, extraDays: days } }];
}

/** One for all days of the same times. */
function newEntries({ entry }: Definition, missing: readonly MissingDay[]): Operation[] {
  const kinds = new Map<string, MissingDay[]>();
  for (const one of missing) {
    const key = `${one.terms.id} ${one.programId} ${one.times.join(' ')}`;
    kinds.set(key, [...(kinds.get(key) ?? []), one]);
  }
  return [...kinds.values()].flatMap((days) => {
    const [first, ...more] = days.toSorted((one, other) => (one.day < other.day ? -1 : 1));
    if (!first) return [];
    const { terms, programId, times, day: startsOn } = first;
    const owner = entry.centreId === null ? { stationId: entry.stationId ?? '' } : { centreId: entry.centreId };
    const isOwn = entry.centreId === null;
    const wanted = {
      ...owner,
      priority: entry.priority,
      startWithin: entry.startWithin,
      programId,
      startsOn,
      until: null,
      rule: null,
      extraDays: more.map(({ day }) => day),
      times: times.toSorted(),
      everywhere: terms.everywhere,
      stationIds: isOwn ? [] : [...terms.stationIds],
      groupIds: [...terms.groupIds],
      leftOut: [...terms.leftOut],
    };
    return [{ op: 'place' as const, entry: wanted }];
  });
}
