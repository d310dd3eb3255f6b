import { addDays } from '../../platform/clock/local-day.js';
import type { Proposal } from '../proposals/proposal.js';
import { clockTimesOf } from '../recurrence/clock-times.js';
import type { Definition } from '../terms/definition.js';
import type { StationCounts } from './change-size.queries.js';

/** About how many broadcasts of the planned days proposals concern: occurrences times stations, of what they change. */
export function rowsOf(
  proposals: readonly Proposal[],
  counts: StationCounts,
  { first, days }: { first: string; days: number },
): number {
  const last = addDays(first, days);
  let rows = 0;
  for (const { before, definition, concerns } of proposals) {
    const from = concerns && concerns.from > first ? concerns.from : first;
    const until = concerns?.until && concerns.until < last ? concerns.until : last;
    if (from > until) continue;
    const span = { first: from, last: until };
    rows += Math.max(rowsOfEntry(definition, counts, span), before ? rowsOfEntry(before, counts, span) : 0);
  }
  return rows;
}

function rowsOfEntry(
  { entry, terms, exceptions }: Definition,
  counts: StationCounts,
  span: { first: string; last: string },
): number {
  const everywhere = exceptions.filter(({ stationId }) => stationId === null);
  return terms.reduce((rows, one) => {
    const grouped = one.groupIds.reduce((sum, id) => sum + (counts.get(id) ?? 0), 0);
    const all = one.everywhere ? (counts.get(entry.centreId ?? '') ?? 0) : 0;
    return rows + clockTimesOf([one], everywhere, span).length * (one.stationIds.length + grouped + all);
  }, 0);
}
