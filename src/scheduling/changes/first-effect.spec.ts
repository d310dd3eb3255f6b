import { describe, expect, it } from '@jest/globals';
import { parseRule } from '../recurrence/rule.js';
import type { EntryTerms } from '../terms/definition.js';
import { hasBegun } from './first-effect.js';

const terms = (time: string, more: Partial<EntryTerms> = {}): EntryTerms => ({
  id: 't',
  valid: { from: '2026-03-01', until: null },
  rrule: 'FREQ=DAILY',
  rule: parseRule('FREQ=DAILY', '2026-03-01'),
  startsOn: '2026-03-01',
  extraDays: [],
  times: [time],
  programId: 'p',
  everywhere: true,
  stationIds: [],
  groupIds: [],
  leftOut: [],
  ...more,
});
const airs = (time: string, more: Partial<EntryTerms> = {}) => ({ terms: [terms(time, more)], exceptions: [] });
const between = (from: string, until: string) => ({
  zones: ['Asia/Ho_Chi_Minh'],
  since: new Date(`2026-03-02T${from}:00+07:00`),
  now: new Date(`2026-03-02T${until}:00+07:00`),
});

describe('the first effect of a change', () => {
  it('has not begun before either time has come', () => {
    expect(hasBegun(airs('17:15'), airs('18:00'), between('08:00', '17:14'))).toBe(false);
    expect(hasBegun(airs('17:15'), airs('18:00'), between('08:00', '17:15'))).toBe(true);
    expect(hasBegun(airs('18:00'), airs('17:15'), between('08:00', '17:15'))).toBe(true);
  });

  it('is no airing that is as it was', () => {
    expect(hasBegun(airs('17:15'), airs('17:15'), between('08:00', '20:00'))).toBe(false);
    const later = { terms: [terms('17:15', { valid: { from: '2026-03-01', until: '2026-03-05' } })], exceptions: [] };
    expect(hasBegun(airs('17:15'), later, between('08:00', '20:00'))).toBe(false);
  });

  it('is another program, another place, and being there or not', () => {
    for (const other of [{ programId: 'q' }, { leftOut: ['s'] }]) {
      expect(hasBegun(airs('17:15'), airs('17:15', other), between('08:00', '20:00'))).toBe(true);
    }
    expect(hasBegun(undefined, airs('17:15'), between('08:00', '17:00'))).toBe(false);
    expect(hasBegun(undefined, airs('17:15'), between('08:00', '20:00'))).toBe(true);
    expect(hasBegun(airs('17:15'), undefined, between('08:00', '20:00'))).toBe(true);
    expect(hasBegun(airs('17:15'), undefined, between('17:15', '20:00'))).toBe(false);
  });
});
