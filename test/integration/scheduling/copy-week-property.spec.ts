import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../../src/platform/clock/local-day.js';
import { uuidv7 } from '../../../src/platform/uuid.js';
import { NewEntry } from '../../../src/scheduling/operations/new-entry.schemas.js';
import { NewException } from '../../../src/scheduling/operations/new-exception.schemas.js';
import {
  changedTerms,
  exceptionOf,
  isAboutSomething,
  supersededBy,
  termsOf,
} from '../../../src/scheduling/operations/propose-definition.js';
import { Operation } from '../../../src/scheduling/operations/operations.schemas.js';
import { clockTimesOf, termsDays } from '../../../src/scheduling/recurrence/clock-times.js';
import { type Definition, type EntryException, termsOn } from '../../../src/scheduling/terms/definition.js';
import { Entry } from '../../../src/scheduling/terms/entry.entity.js';
import { copyWeek } from '../../../src/scheduling/changes/copy-week.js';
import { randomRuns } from '../../support/random-runs.js';

const FROM = '2026-03-02';
const SPAN = { first: '2026-02-01', last: '2026-05-01' };
const [CENTRE, STATION, OTHER_STATION] = [uuidv7(), uuidv7(), uuidv7()];
const TODAY = '2026-01-01';
const PROGRAMS = [uuidv7(), uuidv7()] as const;

function definitionOf(wanted: NewEntry, exceptions: EntryException[] = []): Definition {
  const entry = Object.assign(new Entry(), {
    id: uuidv7(),
    centreId: CENTRE,
    stationId: null,
    priority: wanted.priority,
    startWithin: wanted.startWithin,
  });
  return { entry, terms: [termsOf({ ...wanted, from: wanted.startsOn })], exceptions };
}

const entry = (more: Record<string, unknown>) =>
  NewEntry.parse({
    centreId: CENTRE,
    programId: PROGRAMS[0],
    startsOn: FROM,
    times: ['05:15'],
    stationIds: [STATION, OTHER_STATION],
    ...more,
  });

const dayIn = (from: string, days: number) => fc.nat(days).map((after) => addDays(from, after));
const wanted = fc
  .record({
    rule: fc.constantFrom(null, 'FREQ=DAILY', 'FREQ=WEEKLY;BYDAY=MO,TH', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU'),
    startsOn: dayIn('2026-02-20', 20),
    until: fc.option(dayIn('2026-03-12', 30)),
    times: fc.subarray(['05:15', '17:15', '23:30'], { minLength: 1 }),
    programId: fc.constantFrom(...PROGRAMS),
  })
  // Without a rule it airs once, and has no end to say.
  .map(({ until, ...one }) => ({ ...one, until: one.rule === null ? null : until }));
const exception = fc
  .record({
    from: dayIn(FROM, 20),
    slot: fc.option(fc.nat(1)),
    stationId: fc.constantFrom(null, null, STATION),
    what: fc.constantFrom('skip', 'move', 'move-day', 'replace'),
  })
  .map(({ from, slot, stationId, what }): EntryException => ({
    id: uuidv7(),
    stationId,
    days: { from, until: from },
    slot,
    action: what === 'move-day' ? 'move' : what,
    toTime: what === 'move' ? '12:00' : null,
    toDay: what === 'move-day' ? addDays(from, 1) : null,
    programId: what === 'replace' ? PROGRAMS[1] : null,
    note: null,
    by: '',
    at: new Date(0),
  }));
/** Often changed from a day on, so that the weeks have different terms. */
const change = fc.record({ from: dayIn('2026-03-05', 20) }).chain(({ from }) =>
  fc.record(
    {
      from: fc.constant(from),
      times: fc.subarray(['05:15', '06:00', '23:30'], { minLength: 1 }),
      rule: fc.constantFrom('FREQ=DAILY', 'FREQ=WEEKLY;BYDAY=MO,WE'),
      programId: fc.constantFrom(...PROGRAMS),
    },
    { requiredKeys: ['from'] },
  ),
);
const definition = fc
  .tuple(wanted, fc.array(exception, { maxLength: 3 }), fc.option(change))
  .map(([one, exceptions, changes]) => {
    const first = definitionOf(entry(one), exceptions);
    return changes && changes.from > one.startsOn ? { ...first, terms: changedTerms(first, changes) } : first;
  });

/** The entries after operations, as the service would do them. */
function done(operations: readonly Operation[], definitions: readonly Definition[]): Definition[] {
  let after = [...definitions];
  for (const one of operations) {
    if (one.op === 'place') after.push(definitionOf(one.entry));
    else if ('entryId' in one) after = after.map((old) => (old.entry.id === one.entryId ? changed(old, one) : old));
  }
  return after;
}

function changed(old: Definition, one: Operation): Definition {
  if (one.op === 'change') return { ...old, terms: changedTerms(old, one.changes) };
  if (one.op === 'undo-exception') {
    return { ...old, exceptions: old.exceptions.filter(({ id }) => id !== one.exceptionId) };
  }
  if (one.op !== 'except') throw new Error(one.op);
  const made = exceptionOf(one.exception, { by: '', at: new Date(0) });
  expect(isAboutSomething(old, made)).toBe(true);
  const superseded = supersededBy(old, made);
  return { ...old, exceptions: [...old.exceptions.filter((other) => !superseded.includes(other)), made] };
}

interface Aired {
  onDay: string;
  text: string;
}

/** What an entry airs at a station. */
function airedBy({ terms, exceptions }: Definition, station: string): Aired[] {
  const there = exceptions.filter(({ stationId }) => stationId === null || stationId === station);
  return clockTimesOf(terms, there, SPAN).flatMap(({ day, time, onDay, programId }) => {
    const own = termsOn(terms, onDay);
    if (!own?.stationIds.includes(station)) return [];
    return [{ onDay, text: `${day} ${time} ${programId ?? own.programId}` }];
  });
}

const recursOn = ({ terms }: Definition, day: string) => terms.some((one) => termsDays(one, day, day).length > 0);
const isIn = (monday: string, text: string) => text >= monday && text < addDays(monday, 7);
const textsOf = (aired: readonly Aired[]) => [...new Set(aired.map(({ text }) => text))].toSorted();

/** What is to be heard at a station after the week was copied: the other week is like it wherever an entry recurs in both. */
function expectedAt(station: string, definitions: readonly Definition[], weeks: number): string[] {
  const to = addDays(FROM, weeks * 7);
  return textsOf(
    definitions.flatMap((one) => {
      const aired = airedBy(one, station);
      const kept = aired.filter(({ onDay }) => !(isIn(to, onDay) && recursOn(one, addDays(onDay, -weeks * 7))));
      const copied = aired.filter(({ text }) => isIn(FROM, text));
      const shifted = copied.map(({ onDay, text }) => ({
        onDay,
        text: addDays(text.slice(0, 10), weeks * 7) + text.slice(10),
      }));
      return [...kept, ...shifted];
    }),
  );
}

describe('copying a week', () => {
  it('lets the other week air the same, without doubles, and changes nothing else', () => {
    fc.assert(
      fc.property(fc.array(definition, { minLength: 1, maxLength: 3 }), fc.constantFrom(1, 2, 5, -1), (all, weeks) => {
        const operations = copyWeek(all, { from: FROM, to: addDays(FROM, weeks * 7), today: TODAY });
        for (const one of operations) expect(Operation.parse(one)).toEqual(one);
        const after = done(operations, all);
        for (const station of [STATION, OTHER_STATION]) {
          expect(textsOf(after.flatMap((one) => airedBy(one, station)))).toEqual(expectedAt(station, all, weeks));
        }
      }),
      randomRuns(200),
    );
  });

  it('leaves the days that are over as they are', () => {
    const moved = { action: 'move' as const, from: '2026-03-03', toTime: '12:00' };
    const daily = definitionOf(entry({ rule: 'FREQ=DAILY' }), [
      exceptionOf(NewException.parse(moved), { by: '', at: new Date(0) }),
    ]);
    expect(copyWeek([daily], { from: FROM, to: '2026-03-09', today: '2026-03-11' })).toEqual([]);
  });

  it('adds a day to an entry for one day', () => {
    const once = definitionOf(entry({ startsOn: '2026-03-04' }));
    expect(copyWeek([once], { from: FROM, to: '2026-03-16', today: TODAY })).toEqual([
      { op: 'change', entryId: once.entry.id, changes: { from: '2026-03-18', extraDays: ['2026-03-18'] } },
    ]);
  });

  it('does nothing for what airs every week anyway', () => {
    const daily = definitionOf(entry({ rule: 'FREQ=DAILY' }));
    expect(copyWeek([daily], { from: FROM, to: '2026-03-09', today: TODAY })).toEqual([]);
  });

  it('gives a day that it adds the exceptions of the day that is copied', () => {
    const moved = { action: 'move' as const, from: '2026-03-04', toTime: '12:00' };
    const once = definitionOf(entry({ startsOn: '2026-03-04' }), [
      exceptionOf(NewException.parse(moved), { by: '', at: new Date(0) }),
    ]);
    expect(copyWeek([once], { from: FROM, to: '2026-03-16', today: TODAY })).toMatchObject([
      { op: 'change', changes: { from: '2026-03-18', extraDays: ['2026-03-18'] } },
      { op: 'except', exception: { action: 'move', from: '2026-03-18', toTime: '12:00' } },
    ]);
  });

  it('makes a new entry of what the entry cannot air any more: it has other times then', () => {
    const once = definitionOf(entry({ startsOn: '2026-03-04' }));
    const later = {
      ...once,
      terms: changedTerms(once, { from: '2026-03-10', times: ['18:00'], rule: 'FREQ=WEEKLY;BYDAY=MO' }),
    };
    expect(copyWeek([later], { from: FROM, to: '2026-03-16', today: TODAY })).toMatchObject([
      {
        op: 'place',
        entry: { startsOn: '2026-03-18', times: ['05:15'], rule: null, stationIds: [STATION, OTHER_STATION] },
      },
    ]);
  });
});
