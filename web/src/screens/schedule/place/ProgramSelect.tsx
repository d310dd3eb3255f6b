import { useState } from 'react';
import { useQuery } from '../../../api/query.ts';
import { Select } from '../../../ui/desk.ts';
import { useIsDesk } from '../../../ui/window-width.ts';
import { lengthWords } from '../../../words/formats.ts';
import { useWords } from '../../../words/words.ts';
import { programQuery } from '../../../parts/programs/queries.ts';
import { programsQuery } from '../queries.ts';

interface Props {
  value: string | null;
  /** Whose entry it is; undefined: a station's. */
  centreId: string | undefined;
  fault?: string | undefined;
  onChange: (programId: string | null) => void;
}

/** One of the programs that may air. */
export function ProgramSelect({ value, centreId, fault, onChange }: Props) {
  const { t } = useWords('schedule');
  const isDesk = useIsDesk();
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<{ value: string; label: string }>();
  const found = useQuery(programsQuery(chosen?.label === search ? '' : search, centreId)).data?.items ?? [];
  const listed = found.map(({ id, title, inForce }) => ({ value: id, label: labelOf(title, inForce?.seconds) }));
  const known = useQuery({ ...programQuery(value ?? ''), enabled: value !== null && chosen === undefined }).data;
  const given = known && { value: known.id, label: labelOf(known.title, known.inForce?.seconds) };
  const named = chosen ?? given;
  const data = named && !listed.some((one) => one.value === named.value) ? [named, ...listed] : listed;
  return (
    <Select
      label={t('place.program')}
      placeholder={t('place.programHint')}
      // On a phone its list would cover the form.
      data-autofocus={(isDesk && value === null) || undefined}
      searchable
      selectFirstOptionOnChange
      required
      withAsterisk={false}
      value={value}
      error={fault}
      data={data}
      filter={({ options }) => options}
      nothingFoundMessage={t('place.noProgram')}
      searchValue={search}
      onSearchChange={setSearch}
      maxDropdownHeight={320}
      onChange={(id) => {
        setChosen(data.find((one) => one.value === id));
        onChange(id);
      }}
    />
  );
}

const labelOf = (title: string, seconds: number | undefined): string => `${title} (${lengthWords(seconds ?? 0)})`;
