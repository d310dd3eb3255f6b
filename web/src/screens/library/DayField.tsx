import { useState } from 'react';
import { DateInput, DatesProvider } from '../../ui/dates.ts';
import { useWords } from '../../words/words.ts';

interface Props {
  label: string;
  /** `YYYY-MM-DD`, or nothing. */
  value: string;
  error: string | undefined;
  onChange: (day: string) => void;
}

/** A day that may be left out. Esc closes the calendar, not the dialogue around it. */
export function DayField({ label, value, error, onChange }: Props) {
  const { t } = useWords('library');
  const [isOpen, setOpen] = useState(false);
  return (
    <DatesProvider settings={{ locale: 'vi', firstDayOfWeek: 1, weekendDays: [] }}>
      <DateInput
        label={label}
        valueFormat="DD/MM/YYYY"
        placeholder="31/12/2026"
        hideOutsideDates
        clearable
        clearButtonProps={{ 'aria-label': t('edit.clearDay') }}
        nextLabel={t('edit.nextMonth')}
        previousLabel={t('edit.previousMonth')}
        popoverProps={{ onOpen: () => setOpen(true), onClose: () => setOpen(false) }}
        data-mantine-stop-propagation={isOpen}
        value={value || null}
        error={error}
        onChange={(day) => onChange(day ?? '')}
      />
    </DatesProvider>
  );
}
