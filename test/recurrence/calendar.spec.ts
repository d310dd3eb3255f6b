import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, startOfDay } from '../../src/platform/clock/local-day.js';
import { entriesCalendar } from '../../src/scheduling/calendar/entries-calendar.js';
import { occurrences } from '../../src/scheduling/recurrence/occurrences.js';
import { parseRule } from '../../src/scheduling/recurrence/rule.js';
import type { Definition, EntryException, EntryTerms } from '../../src/scheduling/terms/definition.js';
import { termsOn } from '../../src/scheduling/terms/definition.js';
import { Entry } from '../../src/scheduling/terms/entry.entity.js';
import { hasPython } from '../support/players.js';
import { type CalendarAnswer, readCalendars } from './calendar-reader.js';
import type { Question } from './dateutil.js';
import { question } from './random-questions.js';
import { randomRules, seedOr } from '../support/random-runs.js';

const RULES = randomRules(200);
const SEED = seedOr(5545);
const NOW = new Date('2025-06-01T00:00:00Z');
/** Exceptions are told 400 days ahead. */
const [FROM, UNTIL] = ['2024-01-01', '2026-07-01'];
const PROGRAMS = ['Chuyên mục, số 1; cải cách', 'Bản tin thay thế', 'Bài của quý sau'];

const day = fc.nat(900).map((days) => addDays('2024-01-10', days));
const rarely = (one: fc.Arbitrary<string>) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: one });
const exception = fc.record({
  from: day,
  days: fc.constantFrom(0, 0, 1, 9),
  slot: fc.constantFrom(null, 0, 1),
  action: fc.constantFrom('skip' as const, 'move' as const, 'replace' as const),
  toDay: fc.option(fc.integer({ min: -20, max: 20 })),
  toTime: fc.constantFrom('02:15', '04:45', '23:50'),
});
const entry = fc.record({
  asked: question,
  extraDays: fc.uniqueArray(day, { maxLength: 3 }),
  until: rarely(day),
  changed: fc.option(fc.record({ from: day, times: fc.constantFrom<string[]>(['05:15'], ['01:45', '17:00']) })),
  withdrawnOn: rarely(day),
  exceptions: fc.array(exception, { maxLength: 6 }),
});
type Wish = typeof entry extends fc.Arbitrary<infer One> ? One : never;

function termsOf(
  id: string,
  { rule, startsOn, times }: Pick<Question, 'rule' | 'startsOn' | 'times'>,
  more: Pick<EntryTerms, 'extraDays' | 'valid' | 'programId'>,
): EntryTerms {
  const places = { everywhere: true, stationIds: [], groupIds: [], leftOut: [] };
  return { ...more, ...places, id, rule: parseRule(rule, startsOn), rrule: rule, startsOn, times };
}

/** The entry, once changed or not; undefined for a rule without days. */
function definitionOf({
  asked,
  extraDays: extra,
  until,
  changed,
  withdrawnOn,
  exceptions,
}: Wish): Definition | undefined {
  try {
    const end = until !== null && until > asked.startsOn ? until : null;
    const extraDays = extra.filter((one) => one >= asked.startsOn).toSorted();
    const valid = { from: asked.startsOn, until: end };
    const first = termsOf('first', asked, { extraDays, valid, programId: '0' });
    const isChanged = changed !== null && changed.from > valid.from && (end === null || changed.from <= end);
    const terms = isChanged
      ? [
          { ...first, valid: { ...valid, until: addDays(changed.from, -1) } },
          termsOf(
            'second',
            { ...asked, times: changed.times },
            { extraDays, valid: { from: changed.from, until: end }, programId: '2' },
          ),
        ]
      : [first];
    const withdrawnAt = withdrawnOn === null ? null : new Date(`${withdrawnOn}T09:00:00Z`);
    const entryOf = Object.assign(new Entry(), {
      id: 'e',
      centreId: 'c',
      stationId: null,
      priority: 'normal',
      withdrawnAt,
    });
    return { entry: entryOf, terms, exceptions: exceptions.map(exceptionOf) };
  } catch {
    return undefined;
  }
}

function exceptionOf(
  { from, days, slot, action, toDay, toTime }: Wish['exceptions'][number],
  index: number,
): EntryException {
  const isMove = action === 'move';
  const other = isMove && days === 0 && toDay !== null;
  return {
    id: String(index),
    stationId: null,
    days: { from, until: addDays(from, days) },
    slot,
    action,
    toDay: other ? addDays(from, toDay) : null,
    toTime: isMove ? toTime : null,
    programId: action === 'replace' ? '1' : null,
    note: null,
    by: 'p',
    at: NOW,
  };
}

function ours({ entry: { withdrawnAt }, terms, exceptions }: Definition, zone: string): CalendarAnswer {
  const span = { zone, from: startOfDay(addDays(FROM, -1), zone), until: startOfDay(addDays(UNTIL, 1), zone) };
  return occurrences(terms, exceptions, span)
    .airing.filter(({ airsOn, startsAt }) => airsOn >= FROM && (withdrawnAt === null || startsAt < withdrawnAt))
    .map(({ startsAt, programId, onDay }): CalendarAnswer[number] => {
      const title = PROGRAMS[Number(programId ?? termsOn(terms, onDay)?.programId)] ?? '';
      return [startsAt.toISOString(), title, 60];
    })
    .toSorted((one, other) => (one.join(' ') < other.join(' ') ? -1 : 1));
}

function without(some: CalendarAnswer, others: CalendarAnswer): CalendarAnswer {
  const known = new Set(others.map((one) => one.join(' ')));
  return some.filter((one) => !known.has(one.join(' ')));
}

const calendarOf = (definition: Definition, zone: string): Promise<string> =>
  entriesCalendar({
    name: 'Lịch',
    zone,
    now: NOW,
    definitions: [definition],
    programOf: (id) => ({ title: PROGRAMS[Number(id)] ?? '', topic: 'procedures', seconds: 60 }),
    stationId: null,
    airingDays: () => [{ from: '0001-01-01', until: null }],
    since: null,
    otherZones: [],
  });

describe('the calendar of an entry', () => {
  (hasPython('icalendar', 'dateutil') ? it : it.skip)(
    `has for python3-icalendar the times that the schedule has, for ${RULES} entries with exceptions`,
    async () => {
      const wishes = fc.sample(entry, { numRuns: 2 * RULES, seed: SEED });
      const known = wishes.flatMap((wish) => {
        const [definition, { zone }] = [definitionOf(wish), wish.asked];
        const mine = definition ? ours(definition, zone) : [];
        return definition && mine.length > 0 ? [{ wish, mine, calendar: calendarOf(definition, zone) }] : [];
      });
      const asked = await Promise.all(
        known.slice(0, RULES).map(async ({ calendar, ...one }) => ({ ...one, calendar: await calendar })),
      );
      expect(asked).toHaveLength(RULES);
      const read = readCalendars(asked.map(({ calendar }) => ({ calendar, from: FROM, until: UNTIL })));
      const different = asked.flatMap(({ wish, mine }, index) => {
        const theirs = read[index] ?? [];
        if (JSON.stringify(mine) === JSON.stringify(theirs)) return [];
        return [{ wish, lacking: without(mine, theirs), more: without(theirs, mine) }];
      });
      expect(different.slice(0, 3)).toEqual([]);
      const all = asked.map(({ calendar }) => calendar).join('');
      for (const part of ['RRULE', 'RDATE', 'EXDATE', 'RECURRENCE-ID', 'RELATED-TO'])
        expect(all).toContain(`\n${part}`);
    },
  );
});
