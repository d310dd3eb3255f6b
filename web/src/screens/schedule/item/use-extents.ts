import { useWords } from '../../../words/words.ts';
import type { Choice } from '../../../parts/schedule/Choices.tsx';
import type { Operation } from '../../../parts/schedule/queries.ts';
import { type Extent, isForMany, type Occurrence } from './occurrence-operations.ts';

/** Only this one or from its day on, here or at all stations of the entry: those that can be done. */
export function useExtents(
  occurrence: Occurrence,
  operationsOf: (extent: Extent) => Operation[] | undefined,
): Choice[] {
  const { t } = useWords('schedule');
  const extents: Extent[] = isForMany(occurrence) ? ['here', 'this', 'onward'] : ['this', 'onward'];
  return extents.flatMap((extent) => {
    const operations = operationsOf(extent);
    const words = extent === 'this' && !isForMany(occurrence) ? 'alone' : extent;
    return operations ? { key: extent, label: t(`extent.${words}`), operations } : [];
  });
}
