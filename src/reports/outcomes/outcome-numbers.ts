import type { OutcomeCount } from './outcomes-report.queries.js';
import type { OutcomeNumbers } from './outcomes-report.schemas.js';

const NONE: Omit<OutcomeNumbers, 'reasons'> = {
  planned: 0,
  aired: 0,
  late: 0,
  cut: 0,
  failed: 0,
  'wrong-time': 0,
  missed: 0,
  unconfirmed: 0,
  open: 0,
  upcoming: 0,
  heard: 0,
  notAired: 0,
};

/** Adds up the broadcasts of one station in one period. */
export function outcomeNumbers(counts: readonly OutcomeCount[]): OutcomeNumbers {
  const numbers = { ...NONE };
  const reasons = new Map<string | null, number>();
  for (const { outcome, isOver, heard, reason, count } of counts) {
    numbers.planned += count;
    numbers[outcome ?? (isOver ? 'open' : 'upcoming')] += count;
    if (outcome === null || outcome === 'aired' || outcome === 'late') continue;
    numbers[heard ? 'heard' : 'notAired'] += count;
    if (!heard) reasons.set(reason, (reasons.get(reason) ?? 0) + count);
  }
  const named = [...reasons].map(([reason, count]) => ({ reason, count }));
  const byCount = named.toSorted((a, b) => b.count - a.count || (a.reason ?? '').localeCompare(b.reason ?? ''));
  return { ...numbers, reasons: byCount };
}
