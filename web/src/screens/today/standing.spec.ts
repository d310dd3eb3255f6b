import { describe, expect, it } from '@jest/globals';
import type { Item } from './queries.ts';
import { knownItem, sayable, shapeOf, standingOf, type Word } from './standing.ts';
import { todayItem } from './today-item.factory.ts';

const MINUTE_MS = 60_000;
const START = Date.parse('2026-11-24T10:15:00Z');

/** At 17:15. */
const item = (changes: Partial<Item> = {}): Item => todayItem(START, changes);
const word: Word = { said: 'heard', reason: null, note: null, who: 'Lan', saidAt: '', isUnsent: false };
const notAired: Word = { ...word, said: 'not-aired' };
const proof = (outcome: NonNullable<Item['proof']>['outcome']): Item['proof'] => ({
  outcome,
  reason: null,
  provedSeconds: 300,
  startedAt: null,
  endedAt: null,
});
const withdrawn: Item['withdrawn'] = { at: '2026-11-24T10:00:00Z', reason: 'entry-withdrawn', note: null };
const after = START + 6 * MINUTE_MS;

interface Case {
  when: string;
  /** After its start; 6: it is over. */
  minutes?: number;
  proof?: Parameters<typeof proof>[0];
  withdrawn?: Item['withdrawn'];
  said?: Word;
  kind: string;
  shape: string;
}

describe('a broadcast on the page of the day', () => {
  it.each([
    { when: 'before it begins', minutes: -1, kind: 'upcoming', shape: 'upcoming' },
    { when: 'while it sounds', minutes: 1, kind: 'onAir', shape: 'on-air' },
    { when: 'when it is over and nobody has said anything', kind: 'waiting', shape: 'waiting' },
    { when: 'when it was heard', said: word, kind: 'said', shape: 'said' },
    {
      when: 'when the device has played it, and so it was said',
      proof: 'aired',
      said: word,
      kind: 'proved',
      shape: 'aired',
    },
    {
      when: 'when the device has failed, and so it was said',
      proof: 'failed',
      said: notAired,
      kind: 'proved',
      shape: 'failed',
    },
    {
      when: 'when the device has played it and somebody says that it did not sound',
      proof: 'aired',
      said: notAired,
      kind: 'proved',
      shape: 'waiting',
    },
    {
      when: 'when the device has failed and somebody has heard it',
      proof: 'failed',
      said: word,
      kind: 'proved',
      shape: 'waiting',
    },
    { when: 'when the device proves nothing', proof: 'unconfirmed', said: word, kind: 'said', shape: 'said' },
    { when: 'when it was taken off', withdrawn, kind: 'withdrawn', shape: 'failed' },
  ] as Case[])('$when has the right standing and shape', ({ minutes = 6, said, kind, shape, ...one }) => {
    const changes = {
      ...(one.proof && { proof: proof(one.proof) }),
      ...(one.withdrawn && { withdrawn: one.withdrawn }),
    };
    const standing = standingOf({ item: item(changes), word: said }, START + minutes * MINUTE_MS);
    expect([standing.kind, shapeOf(standing, said)]).toEqual([kind, shape]);
  });

  it('can be called not aired from its start on, and heard once it is over', () => {
    expect(sayable(item(), START - 1)).toEqual([]);
    expect(sayable(item(), START)).toEqual(['not-aired']);
    expect(sayable(item(), after)).toEqual(['heard', 'partly', 'not-aired']);
  });

  it('shows what is still on this phone before what the service knows', () => {
    const said = { said: 'heard', reason: null, note: null, confirmedBy: 'Lan', saidAt: '', confirmedAt: '' } as const;
    const tap = (seq: number, what: 'partly' | 'not-aired') => ({
      seq,
      personId: 'person',
      personName: 'Minh',
      broadcastId: 'broadcast',
      body: { tap: `tap-${seq}`, said: what, saidAt: '' },
      about: '',
      sendAfter: 0,
      isBegun: false,
    });
    const known = knownItem(item({ confirmation: said }), [tap(1, 'partly'), tap(2, 'not-aired')]);
    expect(known.word).toMatchObject({ said: 'not-aired', who: 'Minh', isUnsent: true });
    expect(knownItem(item({ confirmation: said }), []).word).toMatchObject({ said: 'heard', who: 'Lan' });
  });
});
