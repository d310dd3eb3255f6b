import { useWords } from '../../../words/words.ts';
import type { Choice } from '../../../parts/schedule/Choices.tsx';
import type { Operation } from '../../../parts/schedule/queries.ts';
import { type Extent, isForMany, type Occurrence } from './occurrence-operations.ts';

/** As many the service takes at once. */
export const MOST_OPERATIONS = 50;

/** Only this one or from its day on, here or at all stations of the entry: those that can be done. */
export function useExtents(
  occurrence: Occurrence,
  operationsOf: (extent: Extent) => Operation[] | undefined,
): Choice[] {
  const { t } = useWords('schedule');
  const count = occurrence.stationIds.length;
  const extents: Extent[] = isForMany(occurrence) ? ['here', 'this', 'onward'] : ['this', 'onward'];
  const words = (extent: Extent) => {
    if (extent === 'this' && !isForMany(occurrence)) return 'alone';
    return extent === 'here' && count > 1 ? 'hereMany' : extent;
  };
  return extents.flatMap((extent) => {
    const operations = operationsOf(extent);
    if (!operations || operations.length > MOST_OPERATIONS) return [];
    return { key: extent, label: t(`extent.${words(extent)}`, { count }), operations };
  });
}
