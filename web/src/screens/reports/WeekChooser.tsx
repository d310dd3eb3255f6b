import { ActionIcon, Group, Text } from '../../ui/core.ts';
import { IconChevronLeft, IconChevronRight } from '../../ui/icons.ts';
import { addDays, dayAndMonth, fullDay, weekNumber } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';

interface Props {
  monday: string;
  today: string;
  onChange: (monday: string) => void;
}

/** `Tuần 48, 23/11 đến 29/11/2026`, with the weeks before and after. */
export function WeekChooser({ monday, today, onChange }: Props) {
  const { t } = useWords('reports');
  const next = addDays(monday, 7);
  return (
    <Group gap="xs">
      <ActionIcon variant="default" size="lg" aria-label={t('previous')} onClick={() => onChange(addDays(monday, -7))}>
        <IconChevronLeft size={20} />
      </ActionIcon>
      <Text component="span" aria-live="polite">
        {t('weekOf', { week: weekNumber(monday), from: dayAndMonth(monday), until: fullDay(addDays(monday, 6)) })}
      </Text>
      <ActionIcon
        variant="default"
        size="lg"
        aria-label={t('following')}
        disabled={next > today}
        onClick={() => onChange(next)}
      >
        <IconChevronRight size={20} />
      </ActionIcon>
    </Group>
  );
}
