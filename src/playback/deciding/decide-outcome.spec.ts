import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type OutcomeDecision, decideOutcome, type OutcomeFacts, type OutcomeRules } from './decide-outcome.js';
import type { Play } from './play.js';
import { provedSeconds, trueStart } from './proved-seconds.js';
import { slotOf, standingOf } from './slot.js';

const STARTS = new Date('2026-11-16T22:00:00Z');
const LENGTH = 100;
const after = (seconds: number) => new Date(STARTS.getTime() + seconds * 1_000);

const broadcast = { startsAt: STARTS, endsAt: after(LENGTH), startWithin: 120, withdrawnAt: null };
const rules: OutcomeRules = { now: after(24 * 3_600), missedAfterMinutes: 15, airedFrom: 0.95 };

const play = (from: number, seconds: number, more: Partial<Play> = {}): Play => ({
  id: `${from}/${seconds}`,
  startedAt: after(from),
  endedAt: after(from + seconds),
  playedSeconds: seconds,
  outcome: 'played',
  reason: null,
  clockOffsetMs: 0,
  receivedAt: after(24 * 3_600),
  ...more,
});

const decide = (facts: Partial<OutcomeFacts>, at: Partial<OutcomeRules> = {}): OutcomeDecision | undefined =>
  decideOutcome({ broadcast, plays: [], confirmation: null, hadDevice: true, ...facts }, { ...rules, ...at });

describe('the outcome of a broadcast', () => {
  it('is aired when it started on time and played at least 95 % of its length', () => {
    expect(decide({ plays: [play(120, 95)] })).toMatchObject({ outcome: 'aired', provedSeconds: 95, reason: null });
    expect(decide({ plays: [play(-30, 100)] })).toMatchObject({ outcome: 'aired' });
  });

  it('is late when it started later than the time that still counts, and was over soon enough all the same', () => {
    expect(decide({ plays: [play(121, 100)] })).toMatchObject({ outcome: 'late', provedSeconds: 99 });
    const long = { ...broadcast, endsAt: after(600) };
    expect(decide({ broadcast: long, plays: [play(140, 600)] })).toMatchObject({ outcome: 'late', provedSeconds: 580 });
  });

  it('is cut when it played less, and keeps the reason', () => {
    const plays = [play(0, 94, { outcome: 'cut', reason: 'power-cut' })];
    expect(decide({ plays })).toMatchObject({ outcome: 'cut', provedSeconds: 94, reason: 'power-cut' });
  });

  it('is failed when the device only failed or skipped, whatever seconds it claims', () => {
    const plays = [play(0, 50, { outcome: 'failed', reason: 'file-fault' }), play(60, 0, { outcome: 'skipped' })];
    expect(decide({ plays })).toMatchObject({ outcome: 'failed', provedSeconds: 0, reason: 'file-fault' });
  });

  it('is missed only once its end is long enough past', () => {
    expect(decide({}, { now: after(LENGTH + 15 * 60 - 1) })).toBeUndefined();
    expect(decide({}, { now: after(LENGTH + 15 * 60) })).toMatchObject({ outcome: 'missed' });
  });

  it('is unconfirmed at a station without a device', () => {
    expect(decide({ hadDevice: false })).toMatchObject({ outcome: 'unconfirmed', provedSeconds: 0, said: null });
  });

  it('turns from missed into aired when a play arrives late', () => {
    expect(decide({})).toMatchObject({ outcome: 'missed' });
    expect(decide({ plays: [play(1, 100)] })).toMatchObject({ outcome: 'aired' });
  });

  it('is open for a withdrawn broadcast, unless it sounded all the same', () => {
    const withdrawn = { ...broadcast, withdrawnAt: after(-60) };
    expect(decide({ broadcast: withdrawn })).toBeUndefined();
    expect(decide({ broadcast: withdrawn, plays: [play(0, 0, { outcome: 'skipped' })] })).toBeUndefined();
    expect(decide({ broadcast: withdrawn, plays: [play(0, 20)] })).toMatchObject({ outcome: 'cut', provedSeconds: 20 });
  });

  it('counts what people heard of a broadcast that was withdrawn after it had begun', () => {
    const heard = { confirmation: { said: 'partly', reason: null }, hadDevice: false } as const;
    const of = (seconds: number) => ({ ...broadcast, withdrawnAt: after(seconds) });
    expect(decide({ broadcast: of(30), ...heard })).toMatchObject({ outcome: 'unconfirmed', confirmedSeconds: 50 });
    expect(decide({ broadcast: of(0), ...heard })).toBeUndefined();
    const notAired = { confirmation: { said: 'not-aired', reason: 'power-cut' } } as const;
    expect(decide({ broadcast: of(30), ...notAired })).toBeUndefined();
  });

  it('adds up a broadcast that was taken up again after a break', () => {
    const plays = [play(0, 40, { outcome: 'cut' }), play(50, 60)];
    expect(decide({ plays })).toMatchObject({ outcome: 'aired', provedSeconds: 100 });
  });

  it('corrects the start by the offset of the clock: how far the device was ahead is taken off', () => {
    expect(decide({ plays: [play(600, 100, { clockOffsetMs: 600_000 })] })).toMatchObject({ outcome: 'aired' });
    expect(decide({ plays: [play(0, 100, { clockOffsetMs: 600_000 })] })).toMatchObject({ outcome: 'wrong-time' });
  });

  it('does not call a short program cut because its time was rounded up to whole seconds', () => {
    const short = { ...broadcast, endsAt: after(10) };
    expect(decide({ broadcast: short, plays: [play(0, 9.01)] })).toMatchObject({ outcome: 'aired' });
  });

  it('counts the whole length when heard, the proof or half when heard in part, nothing when not aired', () => {
    const said = (word: 'heard' | 'partly' | 'not-aired', plays: Play[] = []) =>
      decide({ plays, confirmation: { said: word, reason: null } })?.confirmedSeconds;
    expect(said('heard')).toBe(100);
    expect(said('partly')).toBe(50);
    expect(said('partly', [play(0, 30)])).toBe(30);
    expect(said('not-aired', [play(0, 100)])).toBe(0);
  });

  it('takes the operator’s reason when the device gave none', () => {
    const confirmation = { said: 'not-aired', reason: 'power-cut' } as const;
    expect(decide({ confirmation })).toMatchObject({ outcome: 'missed', reason: 'power-cut', said: 'not-aired' });
  });
});

const anyPlay: fc.Arbitrary<Play> = fc
  .record({
    id: fc.uuid({ version: 7 }),
    from: fc.oneof(fc.integer({ min: -200, max: 400 }), fc.integer({ min: -100_000, max: 100_000 })),
    lasted: fc.oneof(fc.integer({ min: 0, max: 200 }), fc.integer({ min: -100_000, max: 100_000 })),
    playedSeconds: fc.integer({ min: 0, max: 200 }),
    outcome: fc.constantFrom('played', 'cut', 'skipped', 'failed'),
    reason: fc.constantFrom(null, 'power-cut', 'file-fault'),
    clockOffsetMs: fc.integer({ min: -60, max: 60 }).map((seconds) => seconds * 1_000),
    receivedAfter: fc.oneof(fc.integer({ min: 0, max: 3_000_000 }), fc.integer({ min: -100_000, max: 0 })),
  })
  .map(({ from, lasted, receivedAfter, ...rest }) => ({
    ...rest,
    startedAt: after(from),
    endedAt: after(from + lasted),
    receivedAt: after(from + lasted + receivedAfter),
  }));

const anyFacts = fc.record({
  plays: fc.array(anyPlay, { maxLength: 6 }),
  confirmation: fc.option(
    fc.record({ said: fc.constantFrom('heard', 'partly', 'not-aired'), reason: fc.constantFrom(null, 'other') }),
  ),
  hadDevice: fc.boolean(),
});

describe('deciding an outcome, whatever happened', () => {
  it('does not depend on the order in which plays arrive, nor on their being reported twice', () => {
    const shuffled = anyFacts.chain((facts) =>
      fc.record({
        facts: fc.constant(facts),
        plays: fc.shuffledSubarray([...facts.plays, ...facts.plays], {
          minLength: facts.plays.length * 2,
          maxLength: facts.plays.length * 2,
        }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ facts, plays }) => {
        expect(decide({ ...facts, plays })).toEqual(decide(facts));
      }),
    );
  });

  it('never proves more than the length of the broadcast, nor more than a second-by-second count', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const naive = secondsCovered(facts.plays);
        expect(provedSeconds(facts.plays.filter(isInTime), slotOf(broadcast))).toBe(naive);
        const proved = decide(facts)?.provedSeconds ?? 0;
        expect(proved).toBe(Math.min(LENGTH, naive));
      }),
    );
  });

  it('is not changed in anything proved by plays at another time or from the future', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const [all, inTime] = [decide(facts), decide({ ...facts, plays: facts.plays.filter(isInTime) })];
        expect(all?.provedSeconds).toBe(inTime?.provedSeconds);
        if (all?.outcome !== 'wrong-time') expect(all).toEqual(inTime);
        else expect(['missed', 'unconfirmed', undefined]).toContain(inTime?.outcome);
      }),
    );
  });

  it('proves nothing before its time has come, whatever devices say by then', () => {
    const early = after(-120 - 60 - 1);
    const reported = fc.array(anyPlay.map((one) => ({ ...one, receivedAt: early })));
    fc.assert(
      fc.property(reported, (plays) => {
        expect(decide({ plays }, { now: early })).toBeUndefined();
      }),
    );
  });

  it('does not depend on how late a play arrives', () => {
    const days = fc.integer({ min: 1, max: 400 });
    fc.assert(
      fc.property(fc.array(anyPlay, { maxLength: 4 }), days, (plays, late) => {
        const receivedAfter = (one: Play, milliseconds: number) => ({
          ...one,
          // When it was over, by whichever of its clocks is the later.
          receivedAt: new Date(
            Math.max(one.endedAt.getTime(), one.startedAt.getTime() + one.playedSeconds * 1_000) -
              one.clockOffsetMs +
              milliseconds,
          ),
        });
        const atOnce = plays.map((one) => receivedAfter(one, 0));
        const muchLater = plays.map((one) => receivedAfter(one, late * 86_400_000));
        expect(decide({ plays: muchLater })).toEqual(decide({ plays: atOnce }));
      }),
    );
  });

  it('always comes to a decision once the time is over, and never takes one back for more evidence of sound', () => {
    fc.assert(
      fc.property(anyFacts, anyPlay, (facts, more) => {
        const before = decide(facts);
        const now = decide({ ...facts, plays: [...facts.plays, more] });
        expect(before).toBeDefined();
        expect(now?.provedSeconds).toBeGreaterThanOrEqual(before?.provedSeconds ?? Infinity);
        if (before?.outcome === 'aired') expect(now?.outcome).toBe('aired');
      }),
    );
  });
});

const isInTime = (one: Play): boolean => standingOf(one, broadcast) === 'counts';

function secondsCovered(plays: readonly Play[]): number {
  const seconds = new Set<number>();
  for (const one of plays.filter(({ outcome }) => outcome === 'played' || outcome === 'cut')) {
    const best = possibleSeconds(one).reduce<number[]>((most, each) => (each.length > most.length ? each : most), []);
    for (const second of best) seconds.add(second);
  }
  return seconds.size;
}

/** The seconds of the slot, counted from the start of the broadcast, that a play may have sounded in: by its start, by its end. */
function possibleSeconds(one: Play): number[][] {
  const from = trueStart(one) / 1_000 - STARTS.getTime() / 1_000;
  const until = one.receivedAt.getTime() / 1_000 + 60 - STARTS.getTime() / 1_000;
  const lasted = (one.endedAt.getTime() - one.startedAt.getTime()) / 1_000;
  const played = Math.min(one.playedSeconds, Math.max(lasted, LENGTH + 2));
  const wasSetBack = lasted < 0 || (one.outcome === 'played' && lasted < played - 2);
  const length = one.outcome === 'played' || lasted < 0 ? played : Math.min(lasted, played);
  const starts = wasSetBack || lasted > played + 60 ? [from, from + lasted - length] : [from];
  return starts.map((start) =>
    Array.from({ length }, (_, second) => start + second).filter(
      (second) => second >= -120 && second < LENGTH + 120 && second < until,
    ),
  );
}
