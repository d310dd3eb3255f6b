import { useState } from 'react';
import { DateInput, DatesProvider } from '../ui/dates.ts';
import '../ui/desk.ts';
import { useWords } from '../words/words.ts';
import { typedDay } from './typed-day.ts';

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
const HERE = { locale: 'vi', firstDayOfWeek: 1 as const, weekendDays: [] };

/**
 * A day as people here write it, `24/11/2026`, typed or from a calendar that begins on Monday. Esc closes the calendar, not the
 * panel around it.
 */
export function DayField({ value, onChange, isRequired = false, ...props }: Props) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <DatesProvider settings={HERE}>
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
        onBlur={() => setOpen(false)}
        onKeyDown={({ key }) => setOpen(!CLOSING_KEYS.has(key))}
        data-mantine-stop-propagation={isOpen}
        value={value === '' ? null : value}
        onChange={(day) => onChange(day?.slice(0, 10) ?? '')}
      />
    </DatesProvider>
  );
}
