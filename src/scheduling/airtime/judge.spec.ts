import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { addDays } from '../../platform/clock/local-day.js';
import { minuteOf } from '../recurrence/clock-spans.js';
import type { ClockWindow, QuietDays } from './airtime-rules.schemas.js';
import { judge, type Verdict } from './judge.js';
import { ruleSet } from './rule-set.js';
import { type AirtimeRule, RULE_LEVELS } from './rules.js';

const ZONE = 'Asia/Ho_Chi_Minh';
const MONDAY = '2026-03-02';
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const always = { from: null, until: null };
const hours = (level: AirtimeRule['level'], from: string, to: string, days = EVERY_DAY): AirtimeRule => ({
  ...always,
  level,
  kind: 'hours',
  body: { windows: [{ days, from, to }] },
});
const quiet = (level: AirtimeRule['level'], day: string, windows: ClockWindow[] | null): AirtimeRule => ({
  ...always,
  level,
  kind: 'quiet',
  body: { days: [{ name: 'Tết', from: day, until: day, windows }] },
});
const dayparts = (minutes: number | null, minutesPerDay: number | null = null): AirtimeRule => ({
  ...always,
  level: 'centre',
  kind: 'dayparts',
  body: { minutesPerDay, dayparts: [{ name: 'Đêm', days: EVERY_DAY, from: '23:00', to: '01:00', minutes }] },
});
const usual = hours('settings', '05:00', '21:00');

/** The verdict about a program from a local time of a day to another of the same or the next day. */
function verdict(
  rules: AirtimeRule[],
  from: string,
  to: string,
  { day = MONDAY, zone = ZONE, planned = 0 } = {},
): Verdict {
  const at = (on: string, time: string) => DateTime.fromISO(`${on}T${time}`, { zone }).toJSDate();
  const airing = { startsAt: at(day, from), endsAt: at(to <= from ? addDays(day, 1) : day, to) };
  return judge(airing, ruleSet(rules, day, zone), { planned: () => planned });
}
const PLANNED = { state: 'planned' };
const OUTSIDE = { state: 'gap', reasonCode: 'outside-allowed-hours' };
const QUIET = { state: 'gap', reasonCode: 'quiet-day', note: 'Tết' };

describe('hours', () => {
  it('let a program begin and end with them, and refuse a second too early or too late', () => {
    expect(verdict([usual], '05:00', '21:00')).toEqual(PLANNED);
    expect(verdict([usual], '04:59:59', '06:00')).toEqual(OUTSIDE);
    expect(verdict([usual], '20:00', '21:00:01')).toEqual(OUTSIDE);
  });

  it('refuse the wrong setting that woke a commune at 03:15', () => {
    expect(verdict([usual], '03:15', '03:30')).toEqual(OUTSIDE);
  });

  it('do not let a program sound across a pause, but from one window into the next', () => {
    const windows = (from: string) => [
      { days: EVERY_DAY, from: '05:00', to: '06:00' },
      { days: EVERY_DAY, from, to: '08:00' },
    ];
    const rule = (from: string): AirtimeRule => ({ ...usual, kind: 'hours', body: { windows: windows(from) } });
    expect(verdict([rule('06:30')], '05:50', '06:40')).toEqual(OUTSIDE);
    expect(verdict([rule('06:00')], '05:50', '06:40')).toEqual(PLANNED);
  });

  it('over midnight belong to the day on which they begin', () => {
    const night = hours('centre', '23:45', '00:15', [1]);
    expect(verdict([night], '23:50', '00:10')).toEqual(PLANNED);
    expect(verdict([night], '00:05', '00:15', { day: '2026-03-03' })).toEqual(PLANNED);
    expect(verdict([night], '00:05', '00:15')).toEqual(OUTSIDE);
    expect(verdict([night], '23:50', '00:10', { day: '2026-03-03' })).toEqual(OUTSIDE);
  });

  it('hold by the clock on the wall on days when clocks change', () => {
    const early = [hours('centre', '01:30', '02:30')];
    const berlin = (day: string) => ({ day, zone: 'Europe/Berlin' });
    // 02:00 to 03:00 is skipped: half past one is followed by three o'clock, half an hour later.
    expect(verdict(early, '01:40', '01:55', berlin('2026-03-29'))).toEqual(PLANNED);
    expect(verdict(early, '01:55', '03:05', berlin('2026-03-29'))).toEqual(OUTSIDE);
    // 02:00 to 03:00 comes twice; what sounds between the two half past twos is outside.
    expect(verdict(early, '01:55', '02:10+02:00', berlin('2026-10-25'))).toEqual(PLANNED);
    expect(verdict(early, '02:20+02:00', '02:40+02:00', berlin('2026-10-25'))).toEqual(OUTSIDE);
  });
});

describe('quiet days', () => {
  it('have no airtime, or hours of their own, and give their name', () => {
    expect(verdict([usual, quiet('centre', MONDAY, [])], '08:00', '08:10')).toEqual(QUIET);
    const own = quiet('centre', MONDAY, [{ from: '06:00', to: '07:00' }]);
    expect(verdict([usual, own], '06:10', '06:20')).toEqual(PLANNED);
    expect(verdict([usual, own], '08:00', '08:10')).toEqual(QUIET);
    expect(verdict([usual, own], '03:00', '03:10')).toEqual(OUTSIDE);
    expect(verdict([usual, own], '08:00', '08:10', { day: '2026-03-03' })).toEqual(PLANNED);
  });

  it('are opened by a more specific rule that names the day, and by no other', () => {
    const closed = quiet('unit', MONDAY, []);
    expect(verdict([usual, closed, quiet('station', MONDAY, null)], '08:00', '08:10')).toEqual(PLANNED);
    expect(verdict([usual, closed, quiet('station', '2026-03-05', null)], '08:00', '08:10')).toEqual(QUIET);
    expect(verdict([usual, closed, quiet('centre', MONDAY, null)], '08:00', '08:10')).toEqual(QUIET);
  });

  it('cut off the evening before, and let a New Year’s Eve sound into the next morning', () => {
    const night = hours('centre', '22:00', '01:00');
    const next = '2026-03-03';
    expect(verdict([night, quiet('centre', next, [])], '23:50', '00:10')).toEqual(QUIET);
    expect(verdict([night, quiet('centre', next, [])], '23:50', '00:00')).toEqual(PLANNED);
    const eve = quiet('centre', MONDAY, [{ from: '23:00', to: '00:30' }]);
    expect(verdict([usual, eve], '23:45', '00:15')).toEqual(PLANNED);
  });
});

describe('dayparts', () => {
  const night = hours('centre', '22:00', '02:00');

  it('have room for a program that just fits beside what is planned', () => {
    const asked = [night, dayparts(30)];
    expect(verdict(asked, '23:00', '23:20', { planned: 600 })).toEqual(PLANNED);
    expect(verdict(asked, '23:00', '23:20', { planned: 601 })).toEqual({
      state: 'gap',
      reasonCode: 'daypart-full',
      note: 'Đêm',
    });
  });

  it('count what begins in them, after midnight too, and nothing else', () => {
    const asked = [night, dayparts(0)];
    expect(verdict(asked, '00:30', '00:40')).toMatchObject({ reasonCode: 'daypart-full' });
    expect(verdict(asked, '01:00', '01:10')).toEqual(PLANNED);
    expect(verdict(asked, '22:55', '23:10')).toEqual(PLANNED);
    expect(verdict([night, dayparts(null)], '23:10', '23:20', { planned: 9_999 })).toEqual(PLANNED);
  });

  it('limit a whole day', () => {
    expect(verdict([night, dayparts(null, 10)], '22:10', '22:20')).toEqual(PLANNED);
    expect(verdict([night, dayparts(null, 10)], '22:10', '22:21')).toEqual({
      state: 'gap',
      reasonCode: 'daypart-full',
    });
  });
});

// --- properties: compared with a look at each minute

const day = fc.integer({ min: -2, max: 3 }).map((days) => addDays(MONDAY, days));
const clock = fc
  .integer({ min: 0, max: 47 })
  .map((half) => `${String(half >> 1).padStart(2, '0')}:${half % 2 ? '30' : '00'}`);
const window = fc.record({ from: clock, to: clock }).filter(({ from, to }) => from !== to);
const dated = fc.record({
  level: fc.constantFrom(...RULE_LEVELS),
  from: fc.option(day),
  until: fc.option(day),
});
const days = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 });
const hoursRule = fc
  .tuple(dated, fc.array(fc.tuple(days, window), { minLength: 1, maxLength: 3 }))
  .map(([when, windows]): AirtimeRule => ({
    ...when,
    kind: 'hours',
    body: { windows: windows.map(([on, one]) => ({ days: on, ...one })) },
  }));
const quietRule = fc
  .tuple(dated, day, fc.integer({ min: 0, max: 2 }), fc.option(fc.array(window, { maxLength: 2 })))
  .map(([when, from, more, windows]): AirtimeRule => ({
    ...when,
    kind: 'quiet',
    body: { days: [{ name: 'Tết', from, until: addDays(from, more), windows }] },
  }));
/** At most one rule of a level and kind, as the database has it for a day. */
const ruleList = fc
  .array(fc.oneof(hoursRule, quietRule), { maxLength: 6 })
  .map((rules) =>
    rules.filter(({ level, kind }, at) => rules.findIndex((r) => r.level === level && r.kind === kind) === at),
  );
const zone = fc.constantFrom(ZONE, 'Europe/Berlin');

const most = (rules: AirtimeRule[], on: string) =>
  RULE_LEVELS.flatMap((level) => rules.filter((rule) => rule.level === level)).filter(
    ({ from, until }) => (from ?? '') <= on && on <= (until ?? '9999'),
  );
const quietOn = (rules: AirtimeRule[], on: string): QuietDays | undefined =>
  most(rules, on)
    .flatMap((rule) => (rule.kind === 'quiet' ? rule.body.days : []))
    .find(({ from, until }) => from <= on && on <= until);
const beginning = (rules: AirtimeRule[], on: string): ClockWindow[] => {
  const rule = most(rules, on).find(({ kind }) => kind === 'hours');
  const weekday = DateTime.fromISO(on).weekday;
  const weekly = rule?.kind === 'hours' ? rule.body.windows.filter((each) => each.days.includes(weekday)) : [];
  return quietOn(rules, on)?.windows ?? weekly;
};

/** Whether a loudspeaker may sound in this minute. */
function isOpen(rules: AirtimeRule[], at: DateTime): boolean {
  const [today, minute] = [at.toISODate() ?? '', at.hour * 60 + at.minute];
  const yesterday = addDays(today, -1);
  const isFirstQuiet = quietOn(rules, today)?.windows && quietOn(rules, today) !== quietOn(rules, yesterday);
  const own = beginning(rules, today).some(
    ({ from, to }) => minuteOf(from) <= minute && (to <= from || minute < minuteOf(to)),
  );
  const before = beginning(rules, yesterday).some(({ from, to }) => to <= from && minute < minuteOf(to));
  return own || (before && !isFirstQuiet);
}

it('let a program sound exactly when each of its minutes is open, by the most specific rules of that day', () => {
  fc.assert(
    fc.property(ruleList, zone, fc.integer({ min: 0, max: 287 }), fc.integer({ min: 1, max: 18 }), (...given) => {
      const [rules, where, five, length] = given;
      // Two days around a Sunday on which Berlin changes its clocks, moved to the days of the rules.
      const start = DateTime.fromISO(MONDAY, { zone: where }).plus({ minutes: five * 10 });
      const minutes = Array.from({ length: length * 10 }, (_, minute) => start.plus({ minutes: minute }));
      const airing = { startsAt: start.toJSDate(), endsAt: start.plus({ minutes: length * 10 }).toJSDate() };
      const { state } = judge(airing, ruleSet(rules, start.toISODate() ?? '', where), { planned: () => 0 });
      expect(state === 'planned').toBe(minutes.every((minute) => isOpen(rules, minute)));
    }),
  );
});

it('the same on the days on which clocks change', () => {
  const changes = fc.constantFrom(
    ['Europe/Berlin', '2026-03-29'],
    ['Europe/Berlin', '2026-10-25'],
    ['Australia/Lord_Howe', '2026-04-05'],
  );
  const weekly = fc.array(fc.tuple(days, window), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(changes, weekly, fc.integer({ min: 0, max: 47 }), fc.integer({ min: 1, max: 12 }), (...given) => {
      const [[where = '', on = ''], windows, half, length] = given;
      const body = { windows: windows.map(([each, one]) => ({ days: each, ...one })) };
      const rules: AirtimeRule[] = [{ ...always, level: 'centre', kind: 'hours', body }];
      const start = DateTime.fromISO(on, { zone: where })
        .startOf('day')
        .plus({ minutes: half * 10 });
      const minutes = Array.from({ length: length * 10 }, (_, minute) => start.plus({ minutes: minute }));
      const airing = { startsAt: start.toJSDate(), endsAt: start.plus({ minutes: length * 10 }).toJSDate() };
      const { state } = judge(airing, ruleSet(rules, start.toISODate() ?? '', where), { planned: () => 0 });
      expect(state === 'planned').toBe(minutes.every((minute) => isOpen(rules, minute)));
    }),
  );
});
