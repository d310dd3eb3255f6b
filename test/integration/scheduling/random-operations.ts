import fc from 'fast-check';
import { addDays } from '../../../src/platform/clock/local-day.js';
import { hours, minutesOf, quietDays } from '../../factories/rules.factory.js';

const TOMORROW = '2026-03-03';

const day = fc.nat(9).map((days) => addDays(TOMORROW, days));
const times = fc.uniqueArray(fc.constantFrom('05:15', '05:20', '06:00', '17:15', '20:50', '23:50', '00:05'), {
  minLength: 1,
  maxLength: 2,
});
const rule = fc.constantFrom(null, 'FREQ=DAILY', 'FREQ=DAILY', 'FREQ=WEEKLY;BYDAY=MO,TH', 'FREQ=WEEKLY;BYDAY=FR,SA');
const where = fc.constantFrom({ stations: [0] }, { stations: [1, 2] }, { group: true }, { everywhere: true });
const which = fc.nat(5);
const rules = fc.oneof(
  fc.constantFrom(hours('05:00', '18:00'), hours('05:00', '24:00'), hours('17:00', '07:00'), []).map((periods) => ({
    kind: 'hours',
    periods,
  })),
  fc
    .constantFrom(minutesOf('Sáng', '05:00', '08:00', 10), minutesOf('Đêm', '23:00', '01:00', 7), [])
    .map((periods) => ({ kind: 'dayparts', periods })),
  fc
    .constantFrom(
      quietDays('Giỗ tổ', '2026-03-05', '2026-03-06'),
      quietDays('Hội làng', '2026-03-06', '2026-03-06', null),
      quietDays('Đêm hội', '2026-03-07', '2026-03-08', [{ from: '23:00', to: '00:30' }]),
      [],
    )
    .map((periods) => ({ kind: 'quiet', periods })),
);
const operation = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('place' as const),
      rule,
      times,
      startsOn: day,
      where,
      program: fc.nat(2),
      priority: fc.constantFrom('normal', 'normal', 'priority'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('change' as const), which, from: day, times }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('except' as const),
      which,
      from: day,
      what: fc.oneof(
        fc.constant({ action: 'skip' }),
        fc.record({ action: fc.constant('move'), toTime: fc.constantFrom('05:25', '17:16', '23:55') }),
        fc.record({ action: fc.constant('move'), toDay: day }),
        fc.record({ action: fc.constant('replace'), program: fc.nat(2) }),
      ),
      station: fc.option(fc.nat(2)),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('withdraw' as const), which }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('rules' as const), owner: fc.nat(2), rules }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('group' as const), joins: fc.boolean(), station: fc.nat(2), on: day }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('approve' as const),
      program: fc.nat(2),
      seconds: fc.constantFrom(60, 300, 420, 900),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('tick' as const) }) },
);

/** Something that people do to the schedule of a centre with three stations. Numbers choose among what there is. */
export type Operation = typeof operation extends fc.Arbitrary<infer One> ? One : never;

/** Lists of operations, one after the other; those of a list are sent at once. */
export const sequence = fc.array(fc.array(operation, { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 4 });

const daily = { kind: 'place', rule: 'FREQ=DAILY', startsOn: TOMORROW, priority: 'normal' } as const;
/** Each of these is done, so that not everything is refused. */
export const SURELY_DONE: Operation[][] = [
  [{ ...daily, times: ['05:15', '17:15'], where: { everywhere: true }, program: 0 }],
  [
    { ...daily, times: ['06:00'], where: { stations: [0] }, program: 1 },
    { ...daily, times: ['20:50'], where: { group: true }, program: 0 },
  ],
  [{ kind: 'rules', owner: 0, rules: { kind: 'hours', periods: hours('05:00', '18:00') } }],
  [{ kind: 'approve', program: 0, seconds: 900 }],
];
