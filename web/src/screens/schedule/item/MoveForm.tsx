import { useEffect, useRef, useState } from 'react';
import { DayField } from '../../../parts/DayField.tsx';
import { Group, Stack, Text } from '../../../ui/core.ts';
import { useWords } from '../../../words/words.ts';
import { Choices } from '../../../parts/schedule/Choices.tsx';
import { ClockInput } from '../../../parts/schedule/ClockInput.tsx';
import { clockWords } from '../../../parts/schedule/clocks.ts';
import { useDoing } from '../../../parts/schedule/doing-context.ts';
import { useLater } from '../../../parts/schedule/use-later.ts';
import { moveOf, type Occurrence } from './occurrence-operations.ts';
import { useExtents } from './use-extents.ts';

interface Props {
  occurrence: Occurrence;
  today: string;
  to: { day: string; clock: number } | undefined;
}

const TYPING_MS = 350;

/** Another time or day: the same that the hand does by dragging. */
export function MoveForm({ occurrence, today, to }: Props) {
  const { t } = useWords('schedule');
  const { run, isRunning } = useDoing();
  const before = { day: occurrence.day, time: occurrence.item.time };
  const [after, setAfter] = useState(() => (to ? { day: to.day, time: clockWords(to.clock) } : before));
  const settled = useLater(after, TYPING_MS);
  const isOther = settled.time.length === 5 && (settled.day !== before.day || settled.time !== before.time);
  const form = useRef<HTMLDivElement>(null);
  // Where something was dropped it only has to be said for which occurrences.
  const isDropped = to !== undefined;
  useEffect(() => {
    if (isDropped) form.current?.querySelector<HTMLElement>('[data-choice]')?.focus();
  }, [isDropped]);
  const options = useExtents(occurrence, (extent) => (isOther ? moveOf(occurrence, extent, settled) : undefined));
  return (
    <Stack ref={form} gap="sm">
      <Group gap="xs" align="flex-start">
        <ClockInput label={t('move.time')} value={after.time} onChange={(time) => setAfter({ ...after, time })} />
        <DayField
          label={t('move.day')}
          isRequired
          value={after.day}
          minDate={today}
          onChange={(day) => setAfter({ ...after, day })}
        />
      </Group>
      {isOther ? (
        <Choices
          options={options}
          disabled={isRunning}
          onChoose={({ operations }) => run(operations, t('done.moved'))}
        />
      ) : (
        <Text c="dimmed">{t('move.hint')}</Text>
      )}
    </Stack>
  );
}
