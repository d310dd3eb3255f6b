import { useQueries, useQuery } from '../../api/query.ts';
import { CODE_WORDS } from '../../generated/code-words.ts';
import { byName } from '../../parts/by-name.ts';
import { SearchField } from '../../parts/SearchField.tsx';
import { Group, NativeSelect } from '../../ui/core.ts';
import { capital } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import { centresQuery, groupsQuery } from './queries.ts';
import { useStationFilter } from './use-station-filter.ts';

export function StationFilters() {
  const { t } = useWords('stations');
  const { filter, change } = useStationFilter();
  const groups = useGroups();
  const troubles = Object.entries(CODE_WORDS.StationTrouble).map(([value, label]) => ({
    value,
    label: capital(label),
  }));
  return (
    <Group align="flex-end">
      <SearchField
        label={t('search')}
        placeholder={t('searchHint')}
        value={filter.search ?? ''}
        onChange={(search) => change({ search })}
      />
      <NativeSelect
        label={t('show')}
        value={filter.trouble ?? ''}
        onChange={(event) => change({ trouble: event.currentTarget.value })}
        data={[{ value: '', label: t('all') }, ...troubles]}
      />
      {groups.length > 0 && (
        <NativeSelect
          label={t('group')}
          value={filter.groupId ?? ''}
          onChange={(event) => change({ groupId: event.currentTarget.value })}
          data={[{ value: '', label: t('allGroups') }, ...groups.map(({ id, name }) => ({ value: id, label: name }))]}
        />
      )}
    </Group>
  );
}

/** Of all centres that somebody sees. */
function useGroups() {
  const { data } = useQuery(centresQuery);
  const answers = useQueries({ queries: (data?.items ?? []).map(({ id }) => groupsQuery(id)) });
  return answers.flatMap(({ data: page }) => page?.items ?? []).toSorted(byName);
}
