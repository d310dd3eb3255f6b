import { Button } from '../../ui/core.ts';
import { useWords } from '../../words/words.ts';
import styles from './Administration.module.css';
import { useDayWords } from './use-day-words.ts';

interface Props {
  value: readonly number[];
  onChange: (days: number[]) => void;
}

const DAYS = [1, 2, 3, 4, 5, 6, 7];

/** Which days of the week; at least one. */
export function Weekdays({ value, onChange }: Props) {
  const { t } = useWords('administration');
  const { short } = useDayWords();
  const toggle = (day: number) => {
    const next = value.includes(day) ? value.filter((one) => one !== day) : [...value, day];
    if (next.length > 0) onChange(next.toSorted((a, b) => a - b));
  };
  return (
    <fieldset className={styles.weekdays} aria-label={t('hours.days')}>
      {DAYS.map((day) => (
        <Button
          key={day}
          variant={value.includes(day) ? 'filled' : 'default'}
          aria-pressed={value.includes(day)}
          px="xs"
          onClick={() => toggle(day)}
        >
          {short(day)}
        </Button>
      ))}
    </fieldset>
  );
}
