import { describe, expect, it } from '@jest/globals';
import { uuidv7 } from '../../platform/uuid.js';
import { checkPlays } from './new-play.js';

const reasons = new Set(['power-cut']);
const good = () => ({
  id: uuidv7(),
  sha256: 'a'.repeat(64),
  startedAt: '2026-11-16T22:00:00Z',
  endedAt: '2026-11-16T22:01:00Z',
  playedSeconds: 60,
  outcome: 'played',
  clockOffsetMs: 0,
});

describe('checking reported plays', () => {
  it('takes each event once, in the order of ids, and counts the repeated ones', () => {
    const [first, second] = [good(), good()];
    const { plays, repeated, refused } = checkPlays(
      [second, first, { ...second, id: second.id.toUpperCase() }],
      reasons,
    );
    expect(plays.map(({ id }) => id)).toEqual([first.id, second.id]);
    expect({ repeated, refused }).toEqual({ repeated: 1, refused: [] });
  });

  it('takes a play of a device that believes in 1970', () => {
    const play = { ...good(), startedAt: '1970-01-01T00:01:00Z', endedAt: '1970-01-01T00:02:00Z' };
    expect(checkPlays([{ ...play, clockOffsetMs: -1_795_000_000_000 }], reasons).plays).toHaveLength(1);
  });

  it('takes a play that ended before it began, because the clock was set back meanwhile', () => {
    const { plays, refused } = checkPlays([{ ...good(), endedAt: '2026-11-16T21:30:00Z' }], reasons);
    expect([plays.length, refused]).toEqual([1, []]);
  });

  it.each([
    ['invalid-id', { id: '01890000-0000-4000-8000-000000000000' }],
    ['invalid-broadcast-id', { broadcastId: 'the one at five' }],
    ['invalid-sha256', { sha256: 'A'.repeat(64) }],
    ['invalid-started-at', { startedAt: 'yesterday' }],
    ['invalid-played-seconds', { playedSeconds: -1 }],
    ['invalid-outcome', { outcome: 'sang' }],
    ['invalid-clock-offset-ms', { clockOffsetMs: 0.5 }],
    ['unknown-reason', { outcome: 'failed', reason: 'the cat' }],
  ])('refuses one bad event with %s and takes the good one', (code, fault) => {
    const bad = { ...good(), ...fault };
    const { plays, refused } = checkPlays([bad, good()], reasons);
    expect(plays).toHaveLength(1);
    expect(refused).toEqual([{ id: bad.id, code }]);
  });

  it('refuses what is not an event at all', () => {
    expect(checkPlays([null, 7, 'play', []], reasons).refused.map(({ code }) => code)).toEqual([
      'invalid-play',
      'invalid-play',
      'invalid-play',
      'invalid-play',
    ]);
  });
});
