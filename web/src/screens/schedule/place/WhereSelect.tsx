import { useState } from 'react';
import { useQuery } from '../../../api/query.ts';
import { byName } from '../../../parts/by-name.ts';
import { MultiSelect } from '../../../ui/desk.ts';
import { useIsDesk } from '../../../ui/window-width.ts';
import { useWords } from '../../../words/words.ts';
import type { GridStation } from '../grid/grid-model.ts';
import { groupsQuery } from '../queries.ts';
import type { Places } from '../places.ts';
import { ALL } from './draft.ts';

interface Props {
  places: Places;
  stations: readonly GridStation[];
  value: readonly string[];
  fault?: string | undefined;
  /** Where one begins, as the program is known. */
  isFirst: boolean;
  onChange: (where: string[]) => void;
}

/** All stations of the centre, groups, or stations by name. */
export function WhereSelect({ places: { centreId }, stations, value, fault, isFirst, onChange }: Props) {
  const { t } = useWords('schedule');
  const [isListOpen, setListOpen] = useState(false);
  const isDesk = useIsDesk();
  const groups = useQuery({ ...groupsQuery(centreId ?? ''), enabled: centreId !== undefined }).data?.items ?? [];
  const all = centreId === undefined ? [] : [{ value: ALL, label: t('place.all', { count: stations.length }) }];
  const named = groups.toSorted(byName).map(({ id, name, stationIds }) => ({
    value: `group:${id}`,
    label: t('place.group', { name, count: stationIds.length }),
  }));
  const each = stations.map(({ id, short }) => ({ value: `station:${id}`, label: short }));
  const choose = (chosen: readonly string[]) => {
    const where = settled(chosen, value);
    // There is nothing to add to all of them.
    if (where.includes(ALL)) setListOpen(false);
    onChange(where);
  };
  return (
    <MultiSelect
      label={t('place.where')}
      data-autofocus={(isDesk && isFirst) || undefined}
      placeholder={value.length === 0 ? t('place.whereHint') : ''}
      searchable
      error={fault}
      value={[...value]}
      data={[
        ...(all.length > 0 ? [{ group: t('place.whereAll'), items: all }] : []),
        ...(named.length > 0 ? [{ group: t('place.whereGroups'), items: named }] : []),
        { group: t('place.whereStations'), items: each },
      ]}
      maxDropdownHeight={320}
      dropdownOpened={isListOpen}
      onDropdownOpen={() => setListOpen(true)}
      onDropdownClose={() => setListOpen(false)}
      onChange={choose}
    />
  );
}

/** All and single ones exclude each other: what was chosen last counts. */
function settled(next: readonly string[], before: readonly string[]): string[] {
  if (!next.includes(ALL)) return [...next];
  return before.includes(ALL) ? next.filter((place) => place !== ALL) : [ALL];
}
