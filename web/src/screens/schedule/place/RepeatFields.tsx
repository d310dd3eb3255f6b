import { DayField } from '../../../parts/DayField.tsx';
import { Group, NativeSelect } from '../../../ui/core.ts';
import { Checkbox, NumberInput } from '../../../ui/desk.ts';
import { useWords } from '../../../words/words.ts';
import { type Draft, type Monthly, MONTHLY, WEEKDAYS, weekdayOf, weekOfMonth } from './draft.ts';

interface Props {
  draft: Draft;
  fault: (field: string) => string | undefined;
  onChange: (changes: Partial<Draft>) => void;
}

const WEEKDAY_KEYS = { MO: 'mon', TU: 'tue', WE: 'wed', TH: 'thu', FR: 'fri', SA: 'sat', SU: 'sun' } as const;

/** On which days it repeats, and until when. */
export function RepeatFields({ draft, fault, onChange }: Props) {
  const { t } = useWords('schedule');
  const common = useWords().t;
  const { repeat, day } = draft;
  const weekday = common(`weekdays.${WEEKDAY_KEYS[weekdayOf(day)]}`);
  return (
    <>
      {repeat === 'weeks' && (
        <NumberInput
          label={t('repeat.every')}
          min={2}
          max={52}
          suffix={t('repeat.weeksUnit')}
          value={draft.everyWeeks}
          onChange={(value) => onChange({ everyWeeks: Number(value) || 2 })}
        />
      )}
      {(repeat === 'weekly' || repeat === 'weeks') && (
        <Checkbox.Group
          label={t('repeat.weekdays')}
          value={[...draft.weekdays]}
          onChange={(weekdays) => onChange({ weekdays })}
        >
          <Group gap="sm" pt={4}>
            {WEEKDAYS.map((value) => (
              <Checkbox key={value} value={value} label={common(`weekdays.${WEEKDAY_KEYS[value]}`)} />
            ))}
          </Group>
        </Checkbox.Group>
      )}
      {repeat === 'monthly' && (
        <NativeSelect
          label={t('repeat.monthlyOn')}
          value={draft.monthly}
          onChange={({ currentTarget }) => onChange({ monthly: currentTarget.value as Monthly })}
          data={MONTHLY.map((value) => ({
            value,
            label: t(`monthly.${value}`, { day: Number(day.slice(8)), weekday, week: weekOfMonth(day) }),
          }))}
        />
      )}
      <DayField
        label={t('repeat.until')}
        placeholder={t('repeat.noEnd')}
        minDate={day}
        value={draft.until}
        error={fault('until')}
        onChange={(until) => onChange({ until })}
      />
    </>
  );
}
