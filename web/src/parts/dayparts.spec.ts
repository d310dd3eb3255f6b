import { describe, expect, it } from '@jest/globals';
import { daypartsOf } from './dayparts.ts';

const MINUTE_MS = 60_000;

describe('the dayparts of a day', () => {
  const at = (time: string) => {
    const startsAt = new Date(`2026-11-24T${time}:00+07:00`);
    return {
      time,
      startsAt: startsAt.toISOString(),
      endsAt: new Date(startsAt.getTime() + 5 * MINUTE_MS).toISOString(),
    };
  };

  it('end with an hour of silence, and are called by the hour at which they begin', () => {
    const airings = ['00:10', '05:15', '06:00', '07:05', '11:00', '17:15', '18:30'].map(at);
    const dayparts = daypartsOf(airings, (airing) => airing);
    expect(dayparts.map(({ name, items }) => [name, items.map(({ time }) => time)])).toEqual([
      ['night', ['00:10']],
      ['morning', ['05:15', '06:00']],
      ['morning', ['07:05']],
      ['noon', ['11:00']],
      ['afternoon', ['17:15']],
      ['evening', ['18:30']],
    ]);
  });
});
