import { NativeSelect } from '../../ui/core.ts';
import { useWords } from '../../words/words.ts';
import type { CentreChoice } from './use-places.ts';
import type { useView } from './use-view.ts';

interface Props extends Pick<ReturnType<typeof useView>, 'show'> {
  centres: readonly CentreChoice[];
  centreId: string | undefined;
  size?: 'md';
}

/** Whose schedule is looked at; nothing where there is no choice. */
export function CentreSelect({ centres, centreId, show, size }: Props) {
  const { t } = useWords('schedule');
  if (centres.length < 2) return null;
  return (
    <NativeSelect
      aria-label={t('centre')}
      value={centreId ?? ''}
      onChange={({ currentTarget }) => show({ centreId: currentTarget.value })}
      data={centres.map(({ id, name }) => ({ value: id, label: name }))}
      {...(size ? { size } : { maw: 260 })}
    />
  );
}
