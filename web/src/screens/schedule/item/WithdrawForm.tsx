import { useState } from 'react';
import { Stack, TextInput } from '../../../ui/core.ts';
import { useWords } from '../../../words/words.ts';
import { Choices } from '../../../parts/schedule/Choices.tsx';
import { useDoing } from '../../../parts/schedule/doing-context.ts';
import { type Occurrence, withdrawalOf } from './occurrence-operations.ts';
import { useExtents } from './use-extents.ts';

interface Props {
  occurrence: Occurrence;
  today: string;
}

/** Off the schedule: each choice says how many broadcasts it takes away. */
export function WithdrawForm({ occurrence, today }: Props) {
  const { t } = useWords('schedule');
  const { run, isRunning } = useDoing();
  const [because, setBecause] = useState<string>(t('withdraw.usual'));
  const reason = because.trim() || t('withdraw.usual');
  const options = useExtents(occurrence, (extent) => withdrawalOf(occurrence, extent, today, t('withdraw.usual')));
  const chosen = (key: string) => withdrawalOf(occurrence, key as 'here', today, reason) ?? [];
  return (
    <Stack gap="sm">
      <TextInput
        label={t('withdraw.because')}
        maxLength={500}
        value={because}
        onChange={({ currentTarget }) => setBecause(currentTarget.value)}
      />
      <Choices options={options} disabled={isRunning} onChoose={({ key }) => run(chosen(key), t('done.withdrawn'))} />
    </Stack>
  );
}
