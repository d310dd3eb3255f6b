import { describe, expect, it } from '@jest/globals';
import { localDay } from '../src/platform/clock/local-day.js';
import { StoryWeek, ZONE } from './story-week.js';

const HOUR_MS = 3_600_000;
const hours = Array.from({ length: 14 * 24 }, (_, hour) => new Date(Date.UTC(2026, 10, 20, hour)));

describe('the week of the story', () => {
  it('has a quiet day that is not the present, on which the daily segment alone is planned', () => {
    expect(hours.filter((now) => new StoryWeek(now).quietDay === localDay(now, ZONE))).toEqual([]);
    const weekdays = new Set(hours.map((now) => new Date(new StoryWeek(now).quietDay).getUTCDay()));
    expect([...weekdays].toSorted()).toEqual([2, 4]);
  });

  it('is over, at any hour', () => {
    const ends = hours.map((now) => now.getTime() - new StoryWeek(now).at(7, '00:00').getTime());
    expect(Math.min(...ends)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...ends)).toBeLessThan(7 * 24 * HOUR_MS);
  });
});
