import { useWords } from '../../words/words.ts';
import { ClockField } from './ClockField.tsx';
import type { LinesProps } from './lines.ts';
import { changed, without } from './lines.ts';
import { RuleLine } from './RuleLine.tsx';
import { faultAt, type WeekWindow } from './rules.ts';
import { Weekdays } from './Weekdays.tsx';

/** When stations may air. */
export function HoursLines({ value, onChange, error }: LinesProps<WeekWindow>) {
  const { t } = useWords('administration');
  return value.map((window, line) => {
    const fault = faultAt(error, 'windows', line);
    const set = (change: Partial<WeekWindow>) => onChange(changed(value, line, change));
    return (
      <RuleLine key={line} number={line + 1} fault={fault} onRemove={() => onChange(without(value, line))}>
        <Weekdays value={window.days} onChange={(days) => set({ days })} />
        <ClockField
          label={t('hours.from')}
          value={window.from}
          error={fault !== undefined}
          onChange={(from) => set({ from })}
        />
        <ClockField
          label={t('hours.to')}
          value={window.to}
          error={fault !== undefined}
          onChange={(to) => set({ to })}
        />
      </RuleLine>
    );
  });
}
