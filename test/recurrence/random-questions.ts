import fc from 'fast-check';
import { addDays } from '../../src/platform/clock/local-day.js';
import type { Question } from './dateutil.js';

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const ZONES = [
  'Asia/Ho_Chi_Minh',
  'Europe/Berlin',
  'America/New_York',
  'America/Santiago',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
];

const list = <Item>(item: fc.Arbitrary<Item>, most = 4) => fc.uniqueArray(item, { minLength: 1, maxLength: most });
const rarely = <Item>(item: fc.Arbitrary<Item>) => fc.option(item, { nil: undefined, freq: 2 });
const signed = (most: number) =>
  fc.integer({ min: 1, max: most }).chain((number) => fc.constantFrom(number, number, -number));
const weekday = fc.constantFrom(...WEEKDAYS);
const ordinal = fc.tuple(fc.constantFrom(1, 2, 3, 4, 5, -1, -2), weekday).map(([number, name]) => `${number}${name}`);
const byMonth = rarely(list(fc.integer({ min: 1, max: 12 })));
const byMonthDay = list(signed(31));
const bySetPos = rarely(list(fc.constantFrom(1, 2, 3, -1, -2), 2));

/** Parts as they may go together; the last ones of a frequency are the known limits of docs/scheduling.md. */
const parts = fc.oneof(
  fc.record({
    FREQ: fc.constant('DAILY'),
    BYMONTH: byMonth,
    BYMONTHDAY: rarely(byMonthDay),
    BYDAY: rarely(list(weekday)),
  }),
  fc.record({ FREQ: fc.constant('WEEKLY'), BYMONTH: byMonth, BYDAY: rarely(list(weekday)), WKST: rarely(weekday) }),
  fc.record({
    FREQ: fc.constant('MONTHLY'),
    BYMONTH: byMonth,
    BYDAY: fc.oneof(list(weekday), list(ordinal)),
    BYSETPOS: bySetPos,
  }),
  fc.record({
    FREQ: fc.constant('MONTHLY'),
    BYMONTH: byMonth,
    BYMONTHDAY: byMonthDay,
    BYDAY: rarely(list(weekday)),
    BYSETPOS: bySetPos,
  }),
  fc.record({
    FREQ: fc.constant('YEARLY'),
    BYMONTH: byMonth,
    BYDAY: fc.oneof(list(weekday), list(ordinal)),
    BYSETPOS: bySetPos,
  }),
  fc.record({
    FREQ: fc.constant('YEARLY'),
    BYMONTH: byMonth,
    BYMONTHDAY: byMonthDay,
    BYDAY: rarely(list(weekday)),
    BYSETPOS: bySetPos,
  }),
  fc.record({ FREQ: fc.constant('YEARLY'), BYYEARDAY: list(signed(366)), BYSETPOS: bySetPos }),
);
const end = fc.option(
  fc.oneof(
    fc.integer({ min: 1, max: 12 }).map((number) => `COUNT=${number}`),
    fc.nat(1_500).map((days) => `UNTIL=${addDays('2025-01-01', days).replaceAll('-', '')}`),
  ),
);

const time = fc
  .nat(95)
  .map((quarter) => `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${['00', '15', '30', '45'][quarter % 4]}`);

/** Any question whose rule the service may take. */
export const question: fc.Arbitrary<Question> = fc
  .record({
    parts,
    end,
    interval: rarely(fc.integer({ min: 2, max: 13 })),
    startsOn: fc.nat(900),
    from: fc.nat(1_500),
    days: fc.nat(220),
    zone: fc.constantFrom(...ZONES),
    times: fc.uniqueArray(fc.oneof(time, fc.constantFrom('00:30', '01:45', '02:15', '02:30')), {
      minLength: 1,
      maxLength: 2,
    }),
  })
  .map(({ parts, end, interval, startsOn, from, days, zone, times }) => {
    const named = Object.entries({ ...parts, INTERVAL: interval }).filter(([, value]) => value !== undefined);
    const text = [...named.map(([name, value]) => `${name}=${String(value)}`), ...(end === null ? [] : [end])].join(
      ';',
    );
    const first = addDays('2024-01-01', from);
    return {
      rule: text,
      startsOn: addDays('2024-01-01', startsOn),
      from: first,
      until: addDays(first, days),
      zone,
      times: times.toSorted(),
    };
  });

/** Every day of a year at the hours at which clocks change, in each zone. */
export const changesOfClocks: Question[] = ZONES.map((zone) => ({
  rule: 'FREQ=DAILY',
  startsOn: '2026-01-01',
  from: '2026-01-01',
  until: '2026-12-31',
  zone,
  times: ['00:30', '01:45', '02:15', '02:30'],
}));
