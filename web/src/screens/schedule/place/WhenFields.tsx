import { DayField } from '../../../parts/DayField.tsx';
import { ActionIcon, Button, Group, NativeSelect, Stack } from '../../../ui/core.ts';
import { IconPlus, IconX } from '../../../ui/icons.ts';
import { useWords } from '../../../words/words.ts';
import { ClockInput } from '../../../parts/schedule/ClockInput.tsx';
import { type Draft, REPEATS, type Repeat } from './draft.ts';
import { RepeatFields } from './RepeatFields.tsx';

interface Props {
  draft: Draft;
  today: string;
  /** Else the page has chosen it, and says why. */
  isDayChosen: boolean;
  fault: (field: string) => string | undefined;
  onChange: (changes: Partial<Draft>) => void;
}

/** Times, the first day, and how it repeats. */
export function WhenFields({ draft, today, isDayChosen, fault, onChange }: Props) {
  const { t } = useWords('schedule');
  const setTime = (index: number, time: string) =>
    onChange({ times: draft.times.map((old, at) => (at === index ? time : old)) });
  return (
    <Stack gap="sm">
      <Group gap="xs" align="flex-end">
        {draft.times.map((time, index) => (
          <ClockInput
            // Times have no other name than their place.
            key={index}
            label={index === 0 ? t('place.time') : t('place.nextTime', { number: index + 1 })}
            value={time}
            error={index === 0 ? fault('times') : undefined}
            onChange={(value) => setTime(index, value)}
            rightSection={
              index > 0 && (
                <ActionIcon
                  variant="subtle"
                  aria-label={t('place.dropTime', { number: index + 1 })}
                  onClick={() => onChange({ times: draft.times.filter((_, at) => at !== index) })}
                >
                  <IconX size={16} />
                </ActionIcon>
              )
            }
          />
        ))}
        <Button
          variant="subtle"
          px="xs"
          leftSection={<IconPlus size={16} />}
          onClick={() => onChange({ times: [...draft.times, ''] })}
        >
          {t('place.addTime')}
        </Button>
      </Group>
      <Group gap="xs" grow align="flex-start">
        <DayField
          label={draft.repeat === 'once' ? t('place.day') : t('place.firstDay')}
          isRequired
          value={draft.day}
          minDate={today}
          {...(isDayChosen ? {} : { description: t(draft.day === today ? 'place.dayToday' : 'place.dayTomorrow') })}
          error={fault('startsOn')}
          onChange={(day) => onChange({ day })}
        />
        <NativeSelect
          label={t('place.repeat')}
          value={draft.repeat}
          error={fault('rule')}
          onChange={({ currentTarget }) => onChange({ repeat: currentTarget.value as Repeat })}
          data={REPEATS.map((value) => ({ value, label: t(`repeat.${value}`) }))}
        />
      </Group>
      {draft.repeat !== 'once' && <RepeatFields draft={draft} fault={fault} onChange={onChange} />}
    </Stack>
  );
}
