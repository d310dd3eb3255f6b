import { useState } from 'react';
import { DateInput, DatesProvider } from '../ui/dates.ts';
import '../ui/desk.ts';
import { useWords } from '../words/words.ts';
import { dayAt } from '../words/formats.ts';
import { HERE } from '../words/here.ts';
import { shortTypedDay, typedDay } from './typed-day.ts';

interface Props {
  label: string;
  /** Local day, `YYYY-MM-DD`; empty: none. */
  value: string;
  onChange: (day: string) => void;
  /** Then it cannot be emptied. */
  isRequired?: boolean;
  /** The first day that can be chosen. */
  minDate?: string;
  /** What no day means. */
  placeholder?: string;
  /** Below the field. */
  description?: string;
  error?: string | undefined;
}

const CLOSING_KEYS: ReadonlySet<string> = new Set(['Enter', 'Escape', 'Tab']);
const CALENDAR = { locale: 'vi', firstDayOfWeek: 1 as const, weekendDays: [] };

/**
 * A day as people here write it, `24/11/2026` or `24/11`, typed or from a calendar that begins on Monday. Esc closes the
 * calendar, not the panel around it.
 */
export function DayField({ value, onChange, isRequired = false, ...props }: Props) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  /** @returns whether it was a day */
  const takeShort = (typed: string): boolean => {
    const day = shortTypedDay(typed, value || dayAt(Date.now(), HERE));
    if (day !== undefined) onChange(day);
    return day !== undefined;
  };
  return (
    <DatesProvider settings={CALENDAR}>
      <DateInput
        placeholder={t('dayField.placeholder')}
        maw={220}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        {...props}
        valueFormat="DD/MM/YYYY"
        dateParser={(typed) => typedDay(typed) ?? null}
        hideOutsideDates
        required={isRequired}
        clearable={!isRequired}
        clearButtonProps={{ 'aria-label': t('dayField.clear') }}
        nextLabel={t('dayField.nextMonth')}
        previousLabel={t('dayField.previousMonth')}
        popoverProps={{ opened: isOpen }}
        getDayProps={() => ({ onClick: () => setOpen(false) })}
        onFocus={() => setOpen(true)}
        onClick={() => setOpen(true)}
        onBlur={({ currentTarget }) => {
          setOpen(false);
          takeShort(currentTarget.value);
        }}
        onKeyDown={(event) => {
          setOpen(!CLOSING_KEYS.has(event.key));
          // What is sent is the day that was typed.
          if (event.key === 'Enter' && takeShort(event.currentTarget.value)) event.preventDefault();
        }}
        data-mantine-stop-propagation={isOpen}
        value={value === '' ? null : value}
        onChange={(day) => onChange(day?.slice(0, 10) ?? '')}
      />
    </DatesProvider>
  );
}
