import { useQuery } from '../../../api/query.ts';
import { clockWords } from '../../../parts/schedule/clocks.ts';
import type { ItemAt } from '../grid/grid-actions.ts';
import { entryQuery } from '../queries.ts';
import { timelineQuery } from '../../../parts/schedule/queries.ts';
import { type Occurrence, termsOn } from './occurrence-operations.ts';

/** What the service says of an item of the grid: which occurrence of which entry it is. */
export function useOccurrence({ station, stations = [station], day, item }: ItemAt): {
  occurrence: Occurrence | undefined;
  error: Error | null;
  /** The other items of the day. */
  others: readonly Occurrence['item'][];
} {
  const timeline = useQuery(timelineQuery(station.id, day, day));
  const entry = useQuery(entryQuery(item.entry.id));
  const items = timeline.data?.days.find((one) => one.day === day)?.items ?? [];
  const found = items.find(({ entryId, time }) => entryId === item.entry.id && time === clockWords(item.clock));
  const error = timeline.error ?? entry.error;
  if (!found || !entry.data) return { occurrence: undefined, error, others: items };
  const terms = termsOn(entry.data, found.onDay);
  const stationIds = stations.map(({ id }) => id);
  return { occurrence: { item: found, stationIds, day, entry: entry.data, terms }, error, others: items };
}
