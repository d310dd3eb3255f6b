import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  buildPlaylist,
  contentHash,
  nextVersion,
  type PlaylistBroadcast,
  playlistBody,
  type PlaylistSources,
} from './build-playlist.js';

const VALID_FROM = new Date('2026-11-22T17:00:00Z');
const VALID_UNTIL = new Date('2026-11-29T17:00:00Z');
const HOUR = 3_600_000;

const audio = { sha256: 'ab'.repeat(32), bytes: 480_123, seconds: 60, mediaType: 'audio/mpeg' };

const broadcast = fc.record({
  id: fc.uuid(),
  title: fc.constantFrom('Bài một', 'Bài hai'),
  audio: fc.constantFrom(audio, undefined),
  topic: fc.constantFrom('procedures', 'other'),
  priority: fc.constantFrom('normal' as const, 'priority' as const),
  startWithin: fc.nat(3_600),
  // Also before and after the validity.
  startsAt: fc.integer({ min: -24, max: 9 * 24 }).map((hours) => new Date(VALID_FROM.getTime() + hours * HOUR)),
});

const sourcesOf = (planned: Omit<PlaylistBroadcast, 'endsAt'>[]) =>
  ({
    station: { id: 'station', timeZone: 'Asia/Ho_Chi_Minh' },
    validFrom: VALID_FROM,
    validUntil: VALID_UNTIL,
    hours: [{ from: new Date('2026-11-22T22:00:00Z'), until: new Date('2026-11-23T14:00:00Z') }],
    broadcasts: planned.map((one) => ({ ...one, endsAt: new Date(one.startsAt.getTime() + 60_000) })),
    carried: [],
  }) satisfies PlaylistSources;

const sources = fc.uniqueArray(broadcast, { selector: ({ id }) => id, maxLength: 20 }).map(sourcesOf);

describe('buildPlaylist', () => {
  it('gives the same bytes for the same content, in whatever order it comes', () => {
    fc.assert(
      fc.property(sources, fc.date({ noInvalidDate: true }), (given, issuedAt) => {
        const one = buildPlaylist(given);
        const other = buildPlaylist({
          ...given,
          broadcasts: given.broadcasts.toReversed(),
        });
        expect(playlistBody(other, { version: 1, issuedAt })).toBe(playlistBody(one, { version: 1, issuedAt }));
        expect(contentHash(other)).toBe(contentHash(one));
      }),
    );
  });

  it('orders items by start and keeps them inside the validity', () => {
    fc.assert(
      fc.property(sources, (given) => {
        const { items, validFrom, validUntil } = buildPlaylist(given);
        const starts = items.map(({ startsAt }) => startsAt);
        expect(starts).toEqual([...starts].sort());
        for (const item of items) {
          expect(item.startsAt >= validFrom && item.endsAt <= validUntil).toBe(true);
        }
      }),
    );
  });

  it('carries every broadcast that can be played, once, and no other', () => {
    fc.assert(
      fc.property(sources, (given) => {
        const playable = given.broadcasts.filter(
          (planned) => planned.audio && planned.startsAt >= VALID_FROM && planned.endsAt <= VALID_UNTIL,
        );
        const ids = buildPlaylist(given).items.map(({ broadcastId }) => broadcastId);
        expect([...ids].sort()).toEqual(playable.map(({ id }) => id).sort());
      }),
    );
  });

  it('stops what earlier versions carried and this one does not', () => {
    const planned = [{ ...sample(), id: 'still-there' }];
    const { stop } = buildPlaylist({ ...sourcesOf(planned), carried: ['withdrawn', 'still-there', 'withdrawn'] });
    expect(stop).toEqual(['withdrawn']);
  });

  it('writes exactly what the protocol says', () => {
    const content = buildPlaylist(sourcesOf([{ ...sample(), id: 'b1' }]));
    const body = playlistBody(content, { version: 1_795_420_800, issuedAt: new Date('2026-11-23T01:00:00Z') });
    expect(body).toBe(
      JSON.stringify({
        station: 'station',
        version: 1_795_420_800,
        issuedAt: '2026-11-23T01:00:00.000Z',
        validFrom: '2026-11-22T17:00:00.000Z',
        validUntil: '2026-11-29T17:00:00.000Z',
        timeZone: 'Asia/Ho_Chi_Minh',
        hours: [{ from: '2026-11-22T22:00:00.000Z', until: '2026-11-23T14:00:00.000Z' }],
        items: [
          {
            broadcastId: 'b1',
            startsAt: '2026-11-22T22:00:00.000Z',
            endsAt: '2026-11-22T22:01:00.000Z',
            title: 'Bài một',
            topic: 'procedures',
            priority: 'normal',
            audio: {
              sha256: audio.sha256,
              bytes: 480_123,
              seconds: 60,
              type: 'audio/mpeg',
              url: `/api/v1/station/audio/${audio.sha256}`,
            },
            startWithin: 120,
          },
        ],
        stop: [],
        filler: null,
      }),
    );
  });
});

describe('nextVersion', () => {
  it('is the second of issue', () => {
    expect(nextVersion(new Date('2026-11-23T08:00:00.900Z'), null)).toBe(1_795_420_800);
  });

  it('always grows, also when the clock was set back', () => {
    fc.assert(
      fc.property(fc.array(fc.date({ min: new Date(0), noInvalidDate: true })), (issues) => {
        let before: number | null = null;
        for (const issuedAt of issues) {
          const version = nextVersion(issuedAt, before);
          expect(version).toBeGreaterThan(before ?? -1);
          before = version;
        }
      }),
    );
  });
});

const sample = () => ({
  id: 'b',
  title: 'Bài một',
  audio,
  topic: 'procedures',
  priority: 'normal' as const,
  startWithin: 120,
  startsAt: new Date('2026-11-22T22:00:00Z'),
});
