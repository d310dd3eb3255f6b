import { TextInput } from '../../ui/core.ts';
import { NumberInput } from '../../ui/desk.ts';
import { useWords } from '../../words/words.ts';
import { ClockField } from './ClockField.tsx';
import { changed, type LinesProps, without } from './lines.ts';
import { RuleLine } from './RuleLine.tsx';
import { type Daypart, faultAt } from './rules.ts';
import { Weekdays } from './Weekdays.tsx';

/** What people call the parts of the day, and how many minutes they have. */
export function DaypartLines({ value, onChange, error }: LinesProps<Daypart>) {
  const { t } = useWords('administration');
  return value.map((daypart, line) => {
    const fault = faultAt(error, 'dayparts', line);
    const set = (change: Partial<Daypart>) => onChange(changed(value, line, change));
    return (
      <RuleLine key={line} number={line + 1} fault={fault} onRemove={() => onChange(without(value, line))}>
        <TextInput
          label={t('hours.name')}
          required
          maxLength={120}
          value={daypart.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <Weekdays value={daypart.days} onChange={(days) => set({ days })} />
        <ClockField label={t('hours.from')} value={daypart.from} onChange={(from) => set({ from })} />
        <ClockField label={t('hours.to')} value={daypart.to} onChange={(to) => set({ to })} />
        <MinutesField label={t('hours.minutes')} value={daypart.minutes} onChange={(minutes) => set({ minutes })} />
      </RuleLine>
    );
  });
}

interface MinutesProps {
  label: string;
  /** null: no limit. */
  value: number | null;
  onChange: (minutes: number | null) => void;
}

export function MinutesField({ label, value, onChange }: MinutesProps) {
  const { t } = useWords('administration');
  return (
    <NumberInput
      label={label}
      placeholder={t('hours.noLimit')}
      min={0}
      max={1_440}
      allowDecimal={false}
      value={value ?? ''}
      onChange={(minutes) => onChange(minutes === '' ? null : Number(minutes))}
    />
  );
}
