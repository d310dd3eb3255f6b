import { describe, expect, it } from '@jest/globals';
import { type OutcomeDecision, decideOutcome, type OutcomeFacts } from './decide-outcome.js';
import type { Play } from './play.js';

const after = (seconds: number) => new Date(Date.parse('2026-11-16T22:15:00Z') + seconds * 1_000);
const DAY = 24 * 3_600;

const broadcast = { startsAt: after(0), endsAt: after(100), startWithin: 120, withdrawnAt: null };

const play = (from: number, seconds: number, more: Partial<Play> = {}): Play => ({
  id: `${from}/${seconds}`,
  startedAt: after(from),
  endedAt: after(from + seconds),
  playedSeconds: seconds,
  outcome: 'played',
  reason: null,
  clockOffsetMs: 0,
  receivedAt: after(DAY),
  ...more,
});

const decide = (facts: Partial<OutcomeFacts>, { now = after(DAY) } = {}): OutcomeDecision | undefined =>
  decideOutcome(
    { broadcast, plays: [], confirmation: null, hadDevice: true, ...facts },
    { now, missedAfterMinutes: 15, airedFrom: 0.95 },
  );

describe('a broadcast, by the time at which it sounded,', () => {
  it('forgives a minute at either end, also where no second late counts', () => {
    const strict = { ...broadcast, startWithin: 0 };
    expect(decide({ broadcast: strict, plays: [play(-60, 100)] })).toMatchObject({ outcome: 'aired' });
    expect(decide({ broadcast: strict, plays: [play(60, 100)] })).toMatchObject({
      outcome: 'late',
      provedSeconds: 100,
    });
  });

  it('forgives an early start by five minutes at most, however late it may start', () => {
    const patient = { ...broadcast, startWithin: 3_600 };
    expect(decide({ broadcast: patient, plays: [play(3_600, 100)] })).toMatchObject({ outcome: 'aired' });
    expect(decide({ broadcast: patient, plays: [play(-300, 100)] })).toMatchObject({ outcome: 'aired' });
    expect(decide({ broadcast: patient, plays: [play(-3_600, 100)] })).toMatchObject({ outcome: 'wrong-time' });
  });

  it('is proved by no play at another time: 03:15 instead of 05:15 is at a wrong time, whatever it lasted', () => {
    const atNight = play(-7_200, 100);
    expect(decide({ plays: [atNight] })).toMatchObject({ outcome: 'wrong-time', provedSeconds: 0 });
    expect(decide({ plays: [play(7_200, 100)] })).toMatchObject({ outcome: 'wrong-time', provedSeconds: 0 });
    expect(decide({ plays: [atNight, play(0, 100)] })).toMatchObject({ outcome: 'aired', provedSeconds: 100 });
    expect(decide({ broadcast: { ...broadcast, withdrawnAt: after(-60) }, plays: [atNight] })).toMatchObject({
      outcome: 'wrong-time',
    });
  });

  it('is open after a play at a wrong time, as long as it may still be played at the right one', () => {
    expect(decide({ plays: [play(-7_200, 100)] }, { now: after(-7_000) })).toBeUndefined();
  });

  it('counts of a play only what lies within its time', () => {
    expect(decide({ plays: [play(-200, 150)] })).toMatchObject({ outcome: 'cut', provedSeconds: 70 });
    expect(decide({ plays: [play(200, 100)] })).toMatchObject({ outcome: 'cut', provedSeconds: 20 });
  });

  it('is not proved by a device whose clock is a week ahead: its plays began after they were received', () => {
    const plays = [play(0, 100, { receivedAt: after(-7 * 24 * 3_600) })];
    expect(decide({ plays }, { now: after(-7 * 24 * 3_600) })).toBeUndefined();
    expect(decide({ plays })).toMatchObject({ outcome: 'wrong-time', provedSeconds: 0 });
    expect(decide({ plays: [play(0, 100, { receivedAt: after(41) })] })).toMatchObject({ outcome: 'aired' });
    expect(decide({ plays: [play(0, 100, { receivedAt: after(20) })] })).toMatchObject({ provedSeconds: 80 });
  });

  it('is not failed because a device skipped it before its time', () => {
    expect(decide({ plays: [play(-7_200, 0, { outcome: 'skipped' })] })).toMatchObject({ outcome: 'missed' });
    expect(decide({ plays: [play(7_200, 0, { outcome: 'skipped' })] })).toMatchObject({ outcome: 'failed' });
  });
});
