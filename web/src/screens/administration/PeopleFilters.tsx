import { CODE_WORDS } from '../../generated/code-words.ts';
import { SearchField } from '../../parts/SearchField.tsx';
import { Group, NativeSelect } from '../../ui/core.ts';
import { capital } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import { usePeopleFilter } from './use-people-filter.ts';

const ROLES = Object.entries(CODE_WORDS.Role).map(([value, label]) => ({ value, label: capital(label) }));

export function PeopleFilters() {
  const { t } = useWords('administration');
  const { filter, change } = usePeopleFilter();
  return (
    <Group align="flex-end">
      <SearchField
        label={t('people.search')}
        placeholder={t('people.searchHint')}
        value={filter.search ?? ''}
        onChange={(search) => change({ search })}
      />
      <NativeSelect
        label={t('people.role')}
        value={filter.role ?? ''}
        onChange={(event) => change({ role: event.currentTarget.value })}
        data={[{ value: '', label: t('people.allRoles') }, ...ROLES]}
      />
      <NativeSelect
        label={t('people.show')}
        value={filter.ended ? '1' : ''}
        onChange={(event) => change({ ended: event.currentTarget.value })}
        data={[
          { value: '', label: t('people.active') },
          { value: '1', label: t('people.ended') },
        ]}
      />
    </Group>
  );
}
