import { describe, expect, it } from '@jest/globals';
import type { Tap } from '../../api/outbox.ts';
import type { Day } from './queries.ts';
import { waitingDays } from './waiting-days.ts';

const tap = (broadcastId: string) => ({ broadcastId }) as Tap;
const item = (broadcastId: string, outcome: string | null = null) => ({
  broadcastId,
  confirmation: null,
  proof: outcome ? { outcome } : null,
});
const FRIDAY = { items: [item('first'), item('second'), item('played', 'aired')] } as Day;

describe('the earlier days that wait for a word', () => {
  const days = [
    { day: '2026-11-27', count: 2 },
    { day: '2026-11-28', count: 4 },
  ];
  const known = (day: string) => (day === '2026-11-27' ? FRIDAY : undefined);

  it('are those of the service, less what was said on this phone and is not sent yet', () => {
    expect(waitingDays(days, known, [])).toEqual(days);
    expect(waitingDays(days, known, [tap('first'), tap('played')])).toEqual([{ day: '2026-11-27', count: 1 }, days[1]]);
    expect(waitingDays(days, known, [tap('first'), tap('second')])).toEqual([days[1]]);
  });
});
