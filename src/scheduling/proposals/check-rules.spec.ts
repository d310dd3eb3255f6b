import { describe, expect, it } from '@jest/globals';
import { OutsideAllowedHours, QuietDay } from '../airtime/airtime.problems.js';
import { ruledStations } from '../airtime/ruled-stations.js';
import type { AirtimeRule } from '../airtime/rules.js';
import { requireAllowed } from './check-rules.js';

const ZONE = 'Asia/Ho_Chi_Minh';
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const hours = (from: string, to: string) => ({ windows: [{ days: EVERY_DAY, from, to }] });
const always = { from: null, until: null };
const USUAL: AirtimeRule = { ...always, level: 'settings', kind: 'hours', body: hours('05:00', '21:00') };
const WINTER: AirtimeRule = { ...USUAL, from: '2026-11-01', body: hours('06:00', '21:00') };
const quiet = (from: string, until: string, windows: { from: string; to: string }[] = []): AirtimeRule => ({
  ...always,
  level: 'station',
  kind: 'quiet',
  body: { days: [{ name: 'Quốc tang', from, until, windows }] },
});

/** Checks airings of a minute at one station with these rules. */
function check(days: string[], time: string, ...set: AirtimeRule[]) {
  const stored = set.map((rule, id) => ({ ...rule, id: `${id}`, level: 'station' as const, centreId: null }));
  const facts = { zone: ZONE, centres: [], ruleIds: stored.map(({ id }) => id) };
  const airings = days.map((day) => {
    const startsAt = new Date(`${day}T${time}:00+07:00`);
    return { day, time, programId: 'program', startsAt, endsAt: new Date(startsAt.getTime() + 60_000) };
  });
  const rules = ruledStations([{ id: 'station', class: 1, facts }], stored, USUAL).classAt(1);
  requireAllowed([{ zone: ZONE, rules, stations: [{ id: 'station', name: 'Xã An Bình' }], airings }]);
}

describe('the airings of an entry', () => {
  it('are refused where the first of a weekday is outside the hours of its own day, months ahead', () => {
    expect(() => check(['2026-11-06', '2026-12-04'], '05:30', WINTER)).toThrow(OutsideAllowedHours);
    expect(() => check(['2026-03-06', '2026-11-06'], '05:30')).not.toThrow();
  });

  it('are accepted while only later ones of the same weekday meet other hours, which leave gaps', () => {
    expect(() => check(['2026-10-02', '2026-10-09', '2026-11-06'], '05:30', WINTER)).not.toThrow();
  });

  it('are refused when every one of them is on a quiet day, and judged by the first that is not', () => {
    const mourning = quiet('2026-03-05', '2026-03-06');
    expect(() => check(['2026-03-05', '2026-03-06'], '17:15', mourning)).toThrow(QuietDay);
    expect(() => check(['2026-03-06', '2026-04-03'], '17:15', mourning)).not.toThrow();
    expect(() => check(['2026-03-06', '2026-04-03'], '21:30', mourning)).toThrow(OutsideAllowedHours);
  });

  it('are told the hours that a quiet day leaves open', () => {
    const tet = quiet('2026-03-05', '2026-03-06', [{ from: '06:00', to: '07:00' }]);
    expect(() => check(['2026-03-05'], '17:15', tet)).toThrow(/only 06:00–07:00 is open/);
    expect(() => check(['2026-03-05'], '06:30', tet)).not.toThrow();
  });
});
