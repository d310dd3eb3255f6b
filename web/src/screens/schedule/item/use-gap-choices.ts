import type { Schemas } from '../../../api/client.ts';
import type { Choice } from '../../../parts/schedule/Choices.tsx';
import type { TimelineItem } from '../../../parts/schedule/queries.ts';
import { useWords } from '../../../words/words.ts';
import { leaveOutOf, type Occurrence, withdrawalOf } from './occurrence-operations.ts';
import { MOST_OPERATIONS } from './use-extents.ts';

type Gap = Schemas['Gap'];

/** What can be done about a gap at once, from the mildest to what takes most off the schedule. */
export function useGapChoices(
  occurrence: Occurrence,
  gaps: readonly Gap[],
  others: readonly TimelineItem[],
  today: string,
): Choice[] {
  const { t } = useWords('schedule');
  const { stationIds } = occurrence;
  const usual = t('withdraw.usual');
  const [first] = gaps;
  const other = first?.clashesWith && others.find(({ entryId }) => entryId === first.clashesWith?.entryId);
  const met = gaps.filter(({ clashesWith }) => clashesWith?.entryId === other?.entryId);
  const has = (remedy: Schemas['GapRemedy']) => first?.remedies.includes(remedy) ?? false;
  const choice = (key: string, label: string, operations: Choice['operations'] | undefined): Choice[] =>
    operations && operations.length <= MOST_OPERATIONS ? [{ key, label, operations }] : [];
  const withdrawOther = (item: TimelineItem) => {
    const at = { ...occurrence, item, stationIds: met.map(({ stationId }) => stationId) };
    return choice(
      'withdraw-the-other',
      t(met.length > 1 ? 'gap.withdrawOtherMany' : 'gap.withdrawOther', {
        title: item.title,
        time: item.time,
        count: met.length,
      }),
      withdrawalOf(at, 'here', today, usual),
    );
  };
  const count = stationIds.length;
  const many = <Key extends string>(key: Key) => (count > 1 ? (`${key}Many` as const) : key);
  return [
    ...choice('skip', t(`gap.${many('skip')}`, { count }), withdrawalOf(occurrence, 'here', today, usual)),
    ...(has('withdraw-the-other') && other ? withdrawOther(other) : []),
    ...(has('leave-this-station-out')
      ? choice('leave-out', t(`gap.${many('leaveOut')}`, { count }), leaveOutOf(occurrence))
      : []),
  ];
}
