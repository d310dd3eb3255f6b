import { useEffect, useState } from 'react';
import { useQuery } from '../../api/query.ts';
import { topicsQuery } from '../../parts/programs/queries.ts';
import { useMay } from '../../session/me.tsx';
import { Group, NativeSelect, TextInput } from '../../ui/core.ts';
import { Checkbox } from '../../ui/desk.ts';
import { IconSearch } from '../../ui/icons.ts';
import { useWords } from '../../words/words.ts';
import type { Filter } from './queries.ts';

interface Props {
  filter: Filter;
  onChange: (change: Partial<Filter>) => void;
}

const TYPED_MS = 300;
const STANDINGS = ['waiting', 'approved', 'sent-back', 'withdrawn'] as const;

/** What the list shows. */
export function Filters({ filter, onChange }: Props) {
  const { t } = useWords('library');
  const topics = useQuery(topicsQuery).data?.items ?? [];
  // A contributor sees nothing but their own.
  const seesOthers = useMay('programs:read');
  const chooseStanding = (value: string) => {
    const approval = value === 'withdrawn' ? '' : (value as Filter['approval']);
    onChange({ approval, withdrawn: value === 'withdrawn' });
  };
  return (
    <Group gap="sm" align="center">
      <Search value={filter.search} onChange={(search) => onChange({ search })} />
      <NativeSelect
        aria-label={t('filters.topicLabel')}
        value={filter.topic}
        data={[
          { value: '', label: t('filters.topic') },
          ...topics.map(({ code, name }) => ({ value: code, label: name.vi })),
        ]}
        maw={280}
        onChange={(event) => onChange({ topic: event.currentTarget.value })}
      />
      <NativeSelect
        aria-label={t('filters.standingLabel')}
        value={filter.withdrawn ? 'withdrawn' : filter.approval}
        data={[
          { value: '', label: t('filters.standing') },
          ...STANDINGS.map((standing) => ({ value: standing, label: t(`filters.${standing}`) })),
        ]}
        onChange={(event) => chooseStanding(event.currentTarget.value)}
      />
      {seesOthers && (
        <Checkbox
          label={t('filters.mine')}
          checked={filter.mine}
          onChange={(event) => onChange({ mine: event.currentTarget.checked })}
        />
      )}
    </Group>
  );
}

/** Asks once typing pauses. */
function Search({ value, onChange }: { value: string; onChange: (search: string) => void }) {
  const { t } = useWords('library');
  const [typed, setTyped] = useState(value);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => onChange(typed), TYPED_MS);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <TextInput
      type="search"
      aria-label={t('filters.search')}
      placeholder={t('filters.search')}
      leftSection={<IconSearch size={20} aria-hidden />}
      value={typed}
      miw={220}
      flex="1 1 14rem"
      maw={360}
      onChange={(event) => setTyped(event.currentTarget.value)}
    />
  );
}
