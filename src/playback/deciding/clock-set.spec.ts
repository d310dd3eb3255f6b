import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decideOutcome, type OutcomeDecision, type OutcomeFacts } from './decide-outcome.js';
import type { Play } from './play.js';
import { clockWasSet } from './proved-seconds.js';

const STARTS = new Date('2026-11-16T22:00:00Z');
const LENGTH = 100;
const DAY = 24 * 3_600;
const after = (seconds: number) => new Date(STARTS.getTime() + seconds * 1_000);

const broadcast = { startsAt: STARTS, endsAt: after(LENGTH), startWithin: 120, withdrawnAt: null };

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

const decide = (facts: Partial<OutcomeFacts>): OutcomeDecision | undefined =>
  decideOutcome(
    { broadcast, plays: [], confirmation: null, hadDevice: true, ...facts },
    { now: after(DAY), missedAfterMinutes: 15, airedFrom: 0.95 },
  );

describe('a play during which the device’s clock was set', () => {
  const played = fc.integer({ min: 10, max: LENGTH });
  const jump = fc.oneof(
    fc.integer({ min: -100_000, max: 100_000 }),
    fc.constantFrom(-1_800_000_000, -3_600, -61, -30, -5, -2, -1, 0, 1, 2, 30, 61, 3_600, 1_800_000_000),
  );
  /** A whole play that began `from` seconds after the start, by a clock that was right before or after it was set. */
  const whole = (
    from: number,
    seconds: number,
    error: { before: number; after: number },
    more: Partial<Play> = {},
  ): Play =>
    play(from + error.before, seconds, {
      endedAt: after(from + seconds + error.after),
      receivedAt: after(from + seconds),
      ...more,
    });

  it('proves what it played, by whichever clock the offset is', () => {
    fc.assert(
      fc.property(played, jump, fc.boolean(), fc.boolean(), (seconds, error, isSetRight, isOld) => {
        const errors = isSetRight ? { before: error, after: 0 } : { before: 0, after: error };
        const clockOffsetMs = (isOld ? errors.before : errors.after) * 1_000;
        const long = { ...broadcast, endsAt: after(seconds) };
        const decided = decide({ broadcast: long, plays: [whole(5, seconds, errors, { clockOffsetMs })] });
        expect(decided?.outcome).toBe('aired');
        expect(decided?.provedSeconds).toBe(seconds);
      }),
    );
  });

  it('is no more than it played, and proves nothing at another time', () => {
    const setBack = { before: 3_600, after: 0 };
    const cut = whole(0, 20, setBack, { outcome: 'cut' });
    expect(decide({ plays: [cut] })).toMatchObject({ outcome: 'cut', provedSeconds: 20 });
    expect(decide({ plays: [whole(7_200, 100, setBack)] })).toMatchObject({ outcome: 'wrong-time', provedSeconds: 0 });
    expect(clockWasSet(cut)).toBe(true);
    expect(clockWasSet(play(0, 100))).toBe(false);
    expect(clockWasSet(play(0, 100, { endedAt: after(101), playedSeconds: 100.5 }))).toBe(false);
  });

  it('cannot have been longer than the audio, so a long claim does not move it to before it was received', () => {
    const claimed = play(LENGTH, LENGTH, { playedSeconds: DAY, receivedAt: after(-30) });
    expect(decide({ plays: [claimed] })?.provedSeconds).toBe(0);
    expect(decide({ plays: [play(0, 40, { playedSeconds: DAY })] })?.provedSeconds).toBeLessThanOrEqual(LENGTH);
  });

  it('does not let a device that stopped early claim the whole length', () => {
    const stopped = play(0, 100, { endedAt: after(30), outcome: 'cut' });
    expect(decide({ plays: [stopped] })).toMatchObject({ outcome: 'cut', provedSeconds: 30 });
  });
});
