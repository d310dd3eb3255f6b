import { useEffect, useState } from 'react';
import { useQueries, useQuery } from '../../api/query.ts';
import { CODE_WORDS } from '../../generated/code-words.ts';
import { Group, NativeSelect, TextInput } from '../../ui/core.ts';
import { IconSearch } from '../../ui/icons.ts';
import { capital } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import { centresQuery, groupsQuery } from './queries.ts';
import { useStationFilter } from './use-station-filter.ts';

/** Typing asks once it rests. */
const REST_MS = 250;

export function StationFilters() {
  const { t } = useWords('stations');
  const { filter, set } = useStationFilter();
  const groups = useGroups();
  const troubles = Object.entries(CODE_WORDS.StationTrouble).map(([value, label]) => ({
    value,
    label: capital(label),
  }));
  return (
    <Group align="flex-end">
      <Search />
      <NativeSelect
        label={t('show')}
        value={filter.trouble ?? ''}
        onChange={(event) => set('loi', event.currentTarget.value)}
        data={[{ value: '', label: t('all') }, ...troubles]}
      />
      {groups.length > 0 && (
        <NativeSelect
          label={t('group')}
          value={filter.groupId ?? ''}
          onChange={(event) => set('nhom', event.currentTarget.value)}
          data={[{ value: '', label: t('allGroups') }, ...groups.map(({ id, name }) => ({ value: id, label: name }))]}
        />
      )}
    </Group>
  );
}

function Search() {
  const { t } = useWords('stations');
  const { filter, set } = useStationFilter();
  const [typed, setTyped] = useState(filter.search ?? '');
  const asked = filter.search ?? '';
  useEffect(() => {
    if (typed.trim() === asked) return;
    const timer = setTimeout(() => set('tim', typed.trim()), REST_MS);
    return () => clearTimeout(timer);
  });
  return (
    <TextInput
      type="search"
      label={t('search')}
      placeholder={t('searchHint')}
      leftSection={<IconSearch size={18} aria-hidden />}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
    />
  );
}

/** Of all centres that somebody sees. */
function useGroups() {
  const { data } = useQuery(centresQuery);
  const answers = useQueries({ queries: (data?.items ?? []).map(({ id }) => groupsQuery(id)) });
  return answers.flatMap(({ data: page }) => page?.items ?? []);
}
