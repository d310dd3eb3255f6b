import { addDays } from '../../platform/clock/local-day.js';
import type { Operation, OperationOf } from '../operations/operations.schemas.js';
import { knownDay } from '../recurrence/known-days.js';
import { type EntryTerms, termsOn } from '../terms/definition.js';
import { nameOf, placesWithout } from './adapt-operation.js';
import { airtimeLost, type StationsAlike } from './airtime-lost.js';
import type { Meeting, MetOccurrence, MetStations } from './meeting.js';
import { type Ahead, type OccurrencesAt, skipOccurrences } from './skipped-occurrences.js';

/** The words with which it is withdrawn; whoever does it may send others. */
const BECAUSE = { vi: 'Nhường giờ cho mục khác', en: 'Gives its time to another entry' };
/** Each has more than a year of days to go through, in each of the ways. */
const MOST_KINDS = 60;
/** Later days cannot be asked for. */
const LATEST_DAYS = 3_650;

/**
 * Takes the other entry away where the wanted one meets it: of the ways to do so the one that loses the least airtime besides,
 * as far as is known.
 * @param most operations
 * @returns undefined when there is none
 */
export function takeAway(meeting: Meeting, most: number): Operation[] | undefined {
  const { other, met, today, knownUntil } = meeting;
  const { definition } = other;
  const days = met.flatMap(({ occurrences }) => occurrences.map(({ onDay }) => onDay)).toSorted();
  // What was moved from a day that is over can be taken away no more.
  if (days[0] === undefined || days[0] < today) return undefined;
  const stations = stationsAlike(meeting);
  const last = days.at(-1) ?? knownUntil;
  const span = { first: today, last: last > knownUntil ? last : knownUntil };
  if (stations.length > MOST_KINDS) return undefined;
  let best: { operations: Operation[]; lost: number } | undefined;
  for (const operations of waysToTakeAway(meeting)) {
    if (operations.length > most) continue;
    const lost = airtimeLost(definition, operations, { stations, span });
    if (lost === 0) return operations;
    if (lost !== undefined && (!best || lost < best.lost)) best = { operations, lost };
  }
  return best?.operations;
}

/** Of ways that lose as much, the first one is the best. */
function waysToTakeAway(meeting: Meeting): Operation[][] {
  const { other, wanted, today, knownUntil } = meeting;
  const { definition } = other;
  const at = occurrencesAt(meeting);
  const [ends, otherEnds] = [wanted.definition, definition].map(({ terms }) => terms.at(-1)?.valid.until ?? null);
  const bounds = [ends, otherEnds].flatMap((day) => day ?? []).toSorted();
  const ahead: Ahead = { knownUntil, until: bounds[0] ?? addDays(today, LATEST_DAYS) };
  const skips = skipOccurrences(definition, at, ahead);
  // The other one has nothing after the wanted one.
  const isForEver = ends == null || (otherEnds != null && (otherEnds <= ends || otherEnds <= knownUntil));
  const [now, later] = byDay(at, today);
  const skippedNow = skipOccurrences(definition, now, ahead).operations;
  const from = firstDayOf(later);
  const changes = from === undefined ? [] : changesFrom(from, later, meeting);
  const onward = isForEver ? changes.map((one) => [...skippedNow, one]) : [];
  const back = changes.flatMap((one) =>
    putBack(one, { meeting, until: skips.goesOn ? ahead.until : lastDayOf(later) }),
  );
  const ended = from === undefined || !isForEver ? undefined : endedBefore(from, meeting);
  return [
    ...(isForEver ? withdrawn(meeting) : []),
    ...(bounds[0] !== undefined && bounds[0] <= knownUntil ? [skips.operations] : []),
    ...(ended ? [[...skippedNow, ended]] : []),
    ...onward,
    skips.operations,
    ...back.map((some) => [...skippedNow, ...some]),
  ];
}

function withdrawn({ other: { definition }, today }: Meeting): Operation[][] {
  const begins = definition.terms[0]?.valid.from ?? '';
  return begins < today ? [] : [[{ op: 'withdraw', entryId: definition.entry.id, because: BECAUSE.vi }]];
}

/** The other one ends on the day before. */
function endedBefore(day: string, { other: { definition }, today }: Meeting): Operation | undefined {
  const until = addDays(day, -1);
  const terms = termsOn(definition.terms, until);
  if (!terms || until < today) return undefined;
  const from = terms.valid.from > today ? terms.valid.from : today;
  return { op: 'change', entryId: definition.entry.id, changes: { from, until } };
}

type Change = OperationOf<'change'>;

/** From a day on without the times at which they meet, the stations, or the days of the week. */
function changesFrom(from: string, met: readonly OccurrencesAt[], { other: { definition } }: Meeting): Change[] {
  const terms = termsOn(definition.terms, from);
  // Later terms would be lost.
  if (!terms || terms !== definition.terms.at(-1)) return [];
  const change = (changes: Omit<Change['changes'], 'from'>): Change => ({
    op: 'change',
    entryId: definition.entry.id,
    changes: { from, ...changes },
  });
  const occurrences = met.flatMap((one) => one.occurrences);
  const slots = new Set(occurrences.map(({ slot }) => slot));
  const times = terms.times.filter((_, slot) => !slots.has(slot));
  const named = met.every(({ stationIds }) => stationIds !== null);
  const places = named && placesWithout(terms, [...new Set(met.flatMap(({ stationIds }) => stationIds ?? []))]);
  const rule = withoutWeekdays(terms, occurrences);
  return [
    ...(times.length > 0 ? [change({ times })] : []),
    ...(places ? [change(places)] : []),
    ...(rule === undefined ? [] : [change({ rule })]),
  ];
}

/** As it was, from the day after the last one. */
function putBack(
  change: Change,
  { meeting, until }: { meeting: Meeting; until: string | null | undefined },
): Operation[][] {
  const { definition } = meeting.other;
  const terms = termsOn(definition.terms, change.changes.from);
  const ends = terms?.valid.until ?? null;
  if (!terms || until == null || until < change.changes.from || (ends !== null && until >= ends)) return [];
  const { times, rule, stationIds } = change.changes;
  const changes: Change['changes'] = {
    from: addDays(until, 1),
    ...(times && { times: [...terms.times] }),
    ...(rule !== undefined && { rule: terms.rrule }),
    ...(stationIds && { stationIds: [...terms.stationIds], leftOut: [...terms.leftOut] }),
  };
  return [[change, { ...change, changes }]];
}

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** A rule for some days of each week, without those on which they meet; undefined when it is another, or none is left. */
function withoutWeekdays({ rrule, startsOn }: EntryTerms, met: readonly MetOccurrence[]): string | undefined {
  const [, freq, until = '', byDay] =
    /^FREQ=(DAILY|WEEKLY)(;UNTIL=\d{8})?(?:;BYDAY=([A-Z,]+))?$/.exec(rrule ?? '') ?? [];
  if (freq === undefined) return undefined;
  const weekdayOf = (day: string) => WEEKDAYS[knownDay(day).weekday - 1] ?? '';
  const days = byDay?.split(',') ?? (freq === 'DAILY' ? WEEKDAYS : [weekdayOf(startsOn)]);
  const taken = new Set(met.map(({ onDay }) => weekdayOf(onDay)));
  const left = days.filter((day) => !taken.has(day));
  return left.length > 0 ? `FREQ=WEEKLY${until};BYDAY=${left.join(',')}` : undefined;
}

const ownStations = ({ other: { definition } }: Meeting): Set<string> =>
  new Set(definition.exceptions.flatMap(({ stationId }) => stationId ?? []));

/** Stations with exceptions of their own are named; all others at once if they meet in the same occurrences. */
function occurrencesAt(meeting: Meeting): OccurrencesAt[] {
  const own = ownStations(meeting);
  return meeting.met.flatMap((one) => {
    const alone = [...own].filter((id) => one.stationIds === null || one.stationIds.includes(id));
    const alike = one.stationIds?.filter((id) => !own.has(id));
    const isAll = isAtAll(one, meeting);
    return [
      ...(isAll || (alike && alike.length > 0)
        ? [{ ...one, stationIds: isAll ? null : (alike ?? []), alike: alike?.[0] ?? '' }]
        : []),
      ...alone.map((id) => ({ ...one, stationIds: [id], alike: id })),
    ];
  });
}

const isAtAll = ({ stationIds }: MetStations, { other }: Meeting): boolean =>
  stationIds === null || stationIds.length >= other.stations;

/** All stations of the other one: where they meet, those with exceptions of their own, and the rest. */
function stationsAlike(meeting: Meeting): StationsAlike[] {
  const { met, other } = meeting;
  const own = ownStations(meeting);
  const namesAt = (one: MetStations | undefined) => new Set(one?.occurrences.map(nameOf));
  const there = met.flatMap((one) => {
    const ids = one.stationIds?.filter((id) => !own.has(id));
    return ids?.length === 0
      ? []
      : [{ stationId: ids?.[0] ?? '', count: ids?.length ?? other.stations, met: namesAt(one) }];
  });
  const alone = [...own].map((id) => {
    const at = met.find(({ stationIds }) => stationIds === null || stationIds.includes(id));
    return { stationId: id, count: 1, met: namesAt(at) };
  });
  const rest = other.stations - [...there, ...alone].reduce((sum, { count }) => sum + count, 0);
  return [...there, ...alone, ...(rest > 0 ? [{ stationId: '', count: rest, met: new Set<string>() }] : [])];
}

/** Those of today, which may have begun, and those of later days. */
function byDay(all: readonly OccurrencesAt[], today: string): [OccurrencesAt[], OccurrencesAt[]] {
  const only = (isThen: (one: MetOccurrence) => boolean) =>
    all.flatMap((one) => {
      const occurrences = one.occurrences.filter(isThen);
      return occurrences.length > 0 ? [{ ...one, occurrences }] : [];
    });
  return [only(({ onDay }) => onDay <= today), only(({ onDay }) => onDay > today)];
}

const daysOfAll = (all: readonly OccurrencesAt[]): string[] =>
  all.flatMap(({ occurrences }) => occurrences.map(({ onDay }) => onDay)).toSorted();
const firstDayOf = (all: readonly OccurrencesAt[]): string | undefined => daysOfAll(all)[0];
const lastDayOf = (all: readonly OccurrencesAt[]): string | undefined => daysOfAll(all).at(-1);
