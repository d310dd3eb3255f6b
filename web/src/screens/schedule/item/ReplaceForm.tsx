import { useState } from 'react';
import { Stack } from '../../../ui/core.ts';
import { useWords } from '../../../words/words.ts';
import { Choices } from '../../../parts/schedule/Choices.tsx';
import { useDoing } from '../../../parts/schedule/doing-context.ts';
import { ProgramSelect } from '../place/ProgramSelect.tsx';
import { type Occurrence, replaceOf } from './occurrence-operations.ts';
import { useExtents } from './use-extents.ts';

/** Another program at the same time. */
export function ReplaceForm({ occurrence }: { occurrence: Occurrence }) {
  const { t } = useWords('schedule');
  const { run, isRunning } = useDoing();
  const [programId, setProgramId] = useState<string | null>(null);
  const options = useExtents(occurrence, (extent) =>
    programId === null ? undefined : replaceOf(occurrence, extent, programId),
  );
  return (
    <Stack gap="sm">
      <ProgramSelect value={programId} centreId={occurrence.entry.centreId ?? undefined} onChange={setProgramId} />
      <Choices
        options={options}
        disabled={isRunning}
        onChoose={({ operations }) => run(operations, t('done.replaced'))}
      />
    </Stack>
  );
}
