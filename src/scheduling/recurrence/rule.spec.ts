import { describe, expect, it } from '@jest/globals';
import { Problem } from '../../platform/http/problem.js';
import { daysOf } from './days.js';
import { formatRule, parseRule } from './rule.js';

const first = (text: string | null, startsOn: string, most = 4) =>
  daysOf(parseRule(text, startsOn), '2026-01-01', '2029-12-31').slice(0, most);

describe('the days of a rule', () => {
  it('without a rule are its first day', () => {
    expect(first(null, '2026-03-05')).toEqual(['2026-03-05']);
    expect(daysOf(parseRule(null, '2026-03-05'), '2026-03-06', '2026-12-31')).toEqual([]);
  });

  it.each([
    [
      'every second week',
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH',
      '2026-03-02',
      ['2026-03-02', '2026-03-05', '2026-03-16'],
    ],
    [
      'the last Friday of every second month',
      'FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR',
      '2026-03-01',
      ['2026-03-27', '2026-05-29', '2026-07-31'],
    ],
    [
      'the 31st, where a month has one',
      'FREQ=MONTHLY;BYMONTHDAY=31',
      '2026-03-01',
      ['2026-03-31', '2026-05-31', '2026-07-31'],
    ],
    ['29 February', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', '2026-01-01', ['2028-02-29']],
    [
      'the last working day of the month',
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
      '2026-01-01',
      ['2026-01-30', '2026-02-27', '2026-03-31'],
    ],
  ])('%s', (_, text, startsOn, days) => {
    expect(first(text, startsOn, days.length)).toEqual(days);
  });

  it('do not include a first day that does not match: it is an anchor', () => {
    expect(first('FREQ=WEEKLY;BYDAY=MO', '2026-03-03', 1)).toEqual(['2026-03-09']);
  });

  it('end with a day also when a number of days is given', () => {
    expect(formatRule(parseRule('FREQ=WEEKLY;BYDAY=MO,WE;COUNT=3', '2026-03-03'))).toBe(
      'FREQ=WEEKLY;UNTIL=20260311;BYDAY=MO,WE',
    );
    expect(first('FREQ=WEEKLY;BYDAY=MO,WE;COUNT=3', '2026-03-03')).toEqual(['2026-03-04', '2026-03-09', '2026-03-11']);
  });
});

describe('the text of a rule', () => {
  it('is written in one order, whatever the order and the case it came in', () => {
    const text = 'rrule:byday=th,mo,MO;wkst=mo;until=20261231;interval=1;freq=weekly';
    expect(formatRule(parseRule(text, '2026-03-02'))).toBe('FREQ=WEEKLY;UNTIL=20261231;BYDAY=MO,TH');
  });

  it.each([
    ['FREQ=HOURLY', 'FREQ=HOURLY'],
    ['BYDAY=MO', 'FREQ='],
    ['FREQ=DAILY;BYHOUR=5', 'BYHOUR=5'],
    ['FREQ=DAILY;RSCALE=CHINESE', 'RSCALE=CHINESE'],
    ['FREQ=YEARLY;BYWEEKNO=1', 'BYWEEKNO=1'],
    ['FREQ=WEEKLY;BYDAY=MO;BYSETPOS=1', 'BYSETPOS=1'],
    ['FREQ=WEEKLY;BYMONTHDAY=3', 'BYMONTHDAY=3'],
    ['FREQ=WEEKLY;BYDAY=1MO', 'BYDAY=1MO'],
    ['FREQ=MONTHLY;BYDAY=6FR', 'BYDAY=6FR'],
    ['FREQ=MONTHLY;BYDAY=MO,-1FR', 'BYDAY=MO,-1FR'],
    ['FREQ=DAILY;UNTIL=20260301T050000Z', 'UNTIL=20260301T050000Z'],
    ['FREQ=DAILY;UNTIL=20260231', 'UNTIL=20260231'],
    ['FREQ=DAILY;COUNT=2;UNTIL=20260301', 'COUNT, UNTIL'],
    ['FREQ=DAILY;INTERVAL=0', 'INTERVAL=0'],
    ['FREQ=DAILY;X-VANG=1', 'X-VANG=1'],
    ['FREQ=DAILY;FREQ=DAILY', 'FREQ=DAILY'],
    ['FREQ=DAILY\nDTSTART:20260101', 'FREQ=DAILY\nDTSTART:20260101'],
    ['', ''],
  ])('%j is refused, naming %j', (text, part) => {
    const { code, extraIn } = refusalOf(text);
    expect([code, extraIn('en')]).toEqual(['rule-not-supported', { part: part.toUpperCase() }]);
  });

  it('is refused when it is longer than any rule needs', () => {
    const text = `FREQ=YEARLY;BYYEARDAY=${Array.from({ length: 99 }, (_, day) => day + 1).join(',')}`;
    expect(() => parseRule(text, '2026-03-02')).toThrow(expect.objectContaining({ code: 'rule-not-supported' }));
  });

  it.each(['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', 'FREQ=DAILY;UNTIL=20260301'])(
    '%s has no day, and is refused within a second',
    (text) => {
      const begun = process.hrtime.bigint();
      expect(() => parseRule(text, '2026-03-02')).toThrow(expect.objectContaining({ code: 'rule-without-days' }));
      expect(Number(process.hrtime.bigint() - begun) / 1e9).toBeLessThan(1);
    },
  );
});

function refusalOf(rule: string): Problem {
  try {
    parseRule(rule, '2026-03-02');
  } catch (error) {
    if (error instanceof Problem) return error;
  }
  throw new Error(`${rule} was not refused`);
}
