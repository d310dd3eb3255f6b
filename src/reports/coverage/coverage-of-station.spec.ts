import { describe, expect, it } from '@jest/globals';
import { coverageOf, type SegmentBroadcast } from './coverage-of-station.js';

const NOW = new Date('2026-11-20T00:00:00Z');
const on = (day: string, more: Partial<SegmentBroadcast> = {}): SegmentBroadcast => ({
  stationId: 'a',
  startsAt: new Date(`${day}T22:00:00Z`),
  endsAt: new Date(`${day}T22:01:00Z`),
  withdrawn: false,
  outcome: null,
  reason: null,
  said: null,
  provedSeconds: 0,
  ...more,
});

describe('whether a station aired the segment', () => {
  it('is proved by a device when one broadcast was aired or late', () => {
    const missed = on('2026-11-16', { outcome: 'missed' });
    expect(coverageOf([missed, on('2026-11-17', { outcome: 'late', provedSeconds: 60 })], NOW)).toEqual({
      aired: true,
      by: 'device',
    });
  });

  it('counts as heard by an operator only where no device proves anything', () => {
    const heard = on('2026-11-16', { outcome: 'unconfirmed', said: 'heard' });
    expect(coverageOf([heard], NOW)).toEqual({ aired: true, by: 'operator' });
    const cut = on('2026-11-16', { outcome: 'cut', said: 'heard', provedSeconds: 10, reason: 'power-cut' });
    expect(coverageOf([cut], NOW)).toEqual({ aired: false, why: 'cut', reason: 'power-cut' });
    const partly = on('2026-11-16', { outcome: 'unconfirmed', said: 'partly' });
    expect(coverageOf([partly], NOW)).toMatchObject({ aired: false, why: 'unconfirmed' });
  });

  it('is answered with the reason of the last broadcast that is over', () => {
    const week = [
      on('2026-11-18', { outcome: 'failed', reason: 'file-fault' }),
      on('2026-11-16', { outcome: 'missed' }),
    ];
    expect(coverageOf(week, NOW)).toEqual({ aired: false, why: 'failed', reason: 'file-fault' });
  });

  it('is not known, not due or not planned', () => {
    expect(coverageOf([], NOW)).toMatchObject({ why: 'nothing-planned' });
    expect(coverageOf([on('2026-11-16', { withdrawn: true })], NOW)).toMatchObject({ why: 'withdrawn' });
    expect(coverageOf([on('2026-11-21')], NOW)).toMatchObject({ why: 'still-to-come' });
    expect(coverageOf([on('2026-11-19')], NOW)).toMatchObject({ why: 'open' });
  });
});
