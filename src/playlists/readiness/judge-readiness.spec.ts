import { describe, expect, it } from '@jest/globals';
import type { Playlist, PlaylistItem } from '../content/playlist.js';
import { judgeReadiness } from './judge-readiness.js';

const NOW = new Date('2026-11-23T00:00:00Z');

const item = (hour: number, sha256: string): PlaylistItem => ({
  broadcastId: `${sha256} at ${hour}`,
  startsAt: new Date(NOW.getTime() + hour * 3_600_000).toISOString(),
  endsAt: new Date(NOW.getTime() + hour * 3_600_000 + 60_000).toISOString(),
  title: 'Bài',
  topic: 'procedures',
  priority: 'normal',
  audio: { sha256, bytes: 1, seconds: 60, type: 'audio/mpeg', url: '/' },
  startWithin: 120,
});

const playlist = (...items: PlaylistItem[]): Playlist => ({
  station: 's',
  version: 1,
  issuedAt: NOW.toISOString(),
  validFrom: NOW.toISOString(),
  validUntil: new Date(NOW.getTime() + 168 * 3_600_000).toISOString(),
  timeZone: 'UTC',
  hours: [],
  items,
  stop: [],
  filler: null,
});

const hoursUntil = (at: Date): number => (at.getTime() - NOW.getTime()) / 3_600_000;

describe('judgeReadiness', () => {
  const current = playlist(item(-2, 'over'), item(1, 'early'), item(5, 'late'), item(9, 'late'));

  it('reaches to the end of the playlist when everything is there', () => {
    const { readyUntil, missingAudio } = judgeReadiness(
      current,
      { missing: ['over'], playlist: current, lastSeenAt: NOW },
      NOW,
    );
    expect(hoursUntil(readyUntil)).toBe(168);
    expect(missingAudio).toEqual([]);
  });

  it('ends where the first missing audio is needed', () => {
    const { readyUntil, missingAudio } = judgeReadiness(
      current,
      { missing: ['late'], playlist: current, lastSeenAt: NOW },
      NOW,
    );
    expect(hoursUntil(readyUntil)).toBe(5);
    expect(missingAudio).toEqual(['late']);
  });

  it('ends where the version held lacks a broadcast, though its audio is there', () => {
    const held = playlist(item(1, 'early'), item(9, 'late'));
    expect(hoursUntil(judgeReadiness(current, { missing: [], playlist: held, lastSeenAt: NOW }, NOW).readyUntil)).toBe(
      5,
    );
  });

  it('ends where the version held still has what is withdrawn', () => {
    const held = playlist(...current.items, item(3, 'withdrawn'));
    expect(hoursUntil(judgeReadiness(current, { missing: [], playlist: held, lastSeenAt: NOW }, NOW).readyUntil)).toBe(
      3,
    );
  });

  it('tells of each broadcast ahead whether the device would play it', () => {
    const held = playlist(item(1, 'early'), item(9, 'late'));
    const told = [...judgeReadiness(current, { missing: ['early'], playlist: held, lastSeenAt: NOW }, NOW).held];
    expect(told).toEqual([
      ['early at 1', false],
      ['late at 5', false],
      ['late at 9', true],
    ]);
  });

  it('is not ready at all with a version that nobody knows', () => {
    const { readyUntil, missingAudio } = judgeReadiness(
      current,
      { missing: [], playlist: undefined, lastSeenAt: NOW },
      NOW,
    );
    expect(hoursUntil(readyUntil)).toBe(0);
    expect(missingAudio).toEqual(['early', 'late']);
  });

  it('stays where it was while a device is silent, however late it is', () => {
    const later = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);
    const lacking = { missing: ['late'], playlist: current, lastSeenAt: NOW };
    const unknown = { missing: [], playlist: undefined, lastSeenAt: NOW };
    const over = { missing: [], playlist: { ...current, validUntil: later(6).toISOString() }, lastSeenAt: NOW };
    for (const hours of [1, 8, 200]) {
      expect(hoursUntil(judgeReadiness(current, lacking, later(hours)).readyUntil)).toBe(5);
      expect(hoursUntil(judgeReadiness(current, unknown, later(hours)).readyUntil)).toBe(0);
      expect(hoursUntil(judgeReadiness(current, over, later(hours)).readyUntil)).toBe(6);
    }
    const afterThat = playlist(item(201, 'later'));
    expect(hoursUntil(judgeReadiness(afterThat, lacking, later(200)).readyUntil)).toBe(5);
  });
});
