import { describe, expect, it } from '@jest/globals';
import type { Item } from './queries.ts';
import { knownItem, sayable, shapeOf, standingOf, type Word } from './standing.ts';

const MINUTE_MS = 60_000;
const START = Date.parse('2026-11-24T10:15:00Z');

/** Of five minutes, at 17:15. */
const item = (changes: Partial<Item> = {}): Item => ({
  broadcastId: 'broadcast',
  time: '17:15',
  startsAt: new Date(START).toISOString(),
  endsAt: new Date(START + 5 * MINUTE_MS).toISOString(),
  seconds: 300,
  title: 'Cải cách thể chế là gì?',
  topic: 'administrative-reform',
  priority: 'normal',
  state: 'open',
  reason: null,
  proof: null,
  confirmation: null,
  withdrawn: null,
  onDevice: true,
  soundedAtWrongTime: false,
  wrongTimeAt: null,
  maySay: [],
  ...changes,
});
const word: Word = { said: 'heard', reason: null, note: null, who: 'Lan', saidAt: '', isUnsent: false };
const proof = (outcome: NonNullable<Item['proof']>['outcome']): Item['proof'] => ({
  outcome,
  reason: null,
  provedSeconds: 300,
  startedAt: null,
  endedAt: null,
});
const withdrawn: Item['withdrawn'] = { at: '2026-11-24T10:00:00Z', reason: 'entry-withdrawn', note: null };
const after = START + 6 * MINUTE_MS;

describe('a broadcast on the page of the day', () => {
  it.each([
    ['before it begins', -1, {}, undefined, 'upcoming', 'upcoming'],
    ['while it sounds', 1, {}, undefined, 'onAir', 'on-air'],
    ['when it is over and nobody has said anything', 6, {}, undefined, 'waiting', 'waiting'],
    ['when it was heard', 6, {}, word, 'said', 'said'],
    ['when the device has played it, whatever was said', 6, { proof: proof('aired') }, word, 'proved', 'aired'],
    ['when the device has failed, whatever was said', 6, { proof: proof('failed') }, word, 'proved', 'failed'],
    ['when the device proves nothing', 6, { proof: proof('unconfirmed') }, word, 'said', 'said'],
    ['when it was taken off', 6, { withdrawn }, undefined, 'withdrawn', 'failed'],
  ] as const)('%s has the right standing and shape', (_, minutes, changes, said, kind, shape) => {
    const standing = standingOf({ item: item(changes), word: said }, START + minutes * MINUTE_MS);
    expect([standing.kind, shapeOf(standing)]).toEqual([kind, shape]);
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
