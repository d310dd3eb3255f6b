import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../../src/platform/clock/local-day.js';
import { uuidv7 } from '../../../src/platform/uuid.js';
import { NewEntry } from '../../../src/scheduling/operations/new-entry.schemas.js';
import { changedTerms, termsOf } from '../../../src/scheduling/operations/propose-definition.js';
import { Operation } from '../../../src/scheduling/operations/operations.schemas.js';
import { clockTimesOf } from '../../../src/scheduling/recurrence/clock-times.js';
import { type Definition, type EntryException, termsOn } from '../../../src/scheduling/terms/definition.js';
import { Entry } from '../../../src/scheduling/terms/entry.entity.js';
import { copyWeek } from '../../../src/scheduling/changes/copy-week.js';
import { randomRuns } from '../../support/random-runs.js';

const FROM = '2026-03-02';
const SPAN = { first: '2026-02-01', last: '2026-05-01' };
const [CENTRE, STATION] = [uuidv7(), uuidv7()];
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
    stationIds: [STATION],
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
    what: fc.constantFrom('skip', 'move', 'move-day', 'replace'),
  })
  .map(({ from, slot, what }): EntryException => ({
    id: uuidv7(),
    stationId: null,
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
const definition = fc
  .tuple(wanted, fc.array(exception, { maxLength: 2 }))
  .map(([one, exceptions]) => definitionOf(entry(one), exceptions));

/** The entries after operations, as the service would do them. */
function done(operations: readonly Operation[], definitions: readonly Definition[]): Definition[] {
  let after = [...definitions];
  for (const one of operations) {
    if (one.op === 'place') after.push(definitionOf(one.entry));
    if (one.op === 'change') {
      after = after.map((old) =>
        old.entry.id === one.entryId ? { ...old, terms: changedTerms(old, one.changes) } : old,
      );
    }
  }
  return after;
}

/** All that airs: local times with their programs, each once. */
const airs = (definitions: readonly Definition[]) =>
  new Set(
    definitions.flatMap(({ terms, exceptions }) =>
      clockTimesOf(terms, exceptions, SPAN).map(
        ({ day, time, onDay, programId }) => `${day} ${time} ${programId ?? termsOn(terms, onDay)?.programId}`,
      ),
    ),
  );

const within = (all: ReadonlySet<string>, from: string) =>
  [...all].filter((one) => one >= from && one < addDays(from, 7)).toSorted();

describe('copying a week', () => {
  it('lets the other week air the same besides what it airs already, and changes nothing else', () => {
    fc.assert(
      fc.property(fc.array(definition, { minLength: 1, maxLength: 3 }), fc.constantFrom(1, 2, 5, -1), (all, weeks) => {
        const to = addDays(FROM, weeks * 7);
        const operations = copyWeek(all, { from: FROM, to });
        for (const one of operations) expect(Operation.parse(one)).toEqual(one);
        const [before, after] = [airs(all), airs(done(operations, all))];
        const copied = within(before, FROM).map((one) => addDays(one.slice(0, 10), weeks * 7) + one.slice(10));
        const expected = [...new Set([...before, ...copied])];
        expect([...after].toSorted()).toEqual(expected.toSorted());
      }),
      randomRuns(200),
    );
  });

  it('adds a day to an entry for one day', () => {
    const once = definitionOf(entry({ startsOn: '2026-03-04' }));
    expect(copyWeek([once], { from: FROM, to: '2026-03-16' })).toEqual([
      { op: 'change', entryId: once.entry.id, changes: { from: '2026-03-18', extraDays: ['2026-03-18'] } },
    ]);
  });

  it('does nothing for what airs every week anyway', () => {
    const daily = definitionOf(entry({ rule: 'FREQ=DAILY' }));
    expect(copyWeek([daily], { from: FROM, to: '2026-03-09' })).toEqual([]);
  });

  it('makes a new entry of what airs at another time than its entry', () => {
    const moved: EntryException = {
      id: uuidv7(),
      stationId: null,
      days: { from: '2026-03-04', until: '2026-03-04' },
      slot: 0,
      action: 'move',
      toTime: '12:00',
      toDay: null,
      programId: null,
      note: null,
      by: '',
      at: new Date(0),
    };
    const once = definitionOf(entry({ startsOn: '2026-03-04' }), [moved]);
    expect(copyWeek([once], { from: FROM, to: '2026-03-16' })).toMatchObject([
      { op: 'place', entry: { startsOn: '2026-03-18', times: ['12:00'], rule: null, stationIds: [STATION] } },
    ]);
  });
});
