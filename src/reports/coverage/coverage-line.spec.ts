import { describe, expect, it } from '@jest/globals';
import { coverageLine } from './coverage-line.js';

describe('the headline of a coverage report', () => {
  it('names the week, also over the turn of the year', () => {
    const days = { from: '2026-11-16', until: '2026-11-22', per: 'week' } as const;
    const line = '22 trên 22 đài đã phát chuyên mục cải cách hành chính tuần 16/11–22/11/2026';
    for (const segment of ['cải cách hành chính', 'Chuyên mục cải cách hành chính']) {
      expect(coverageLine({ aired: 22, stations: 22, segment, ...days })).toBe(line);
    }
    const overNewYear = { from: '2026-12-28', until: '2027-01-03', per: 'week' } as const;
    expect(coverageLine({ aired: 1, stations: 2, segment: 'pháp luật', ...overNewYear })).toBe(
      '1 trên 2 đài đã phát chuyên mục pháp luật tuần 28/12/2026–03/01/2027',
    );
  });

  it('names the month', () => {
    const month = { from: '2026-11-01', until: '2026-11-30', per: 'month' } as const;
    expect(coverageLine({ aired: 1, stations: 2, segment: 'pháp luật', ...month })).toBe(
      '1 trên 2 đài đã phát chuyên mục pháp luật tháng 11/2026',
    );
  });
});
