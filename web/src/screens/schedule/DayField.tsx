import { DateInput, DatesProvider } from '../../ui/dates.ts';

interface Props {
  label: string;
  /** `YYYY-MM-DD`. */
  value: string | null;
  minDate: string;
  placeholder?: string;
  clearable?: boolean;
  error?: string | undefined;
  onChange: (day: string | null) => void;
}

/** A day as people here write it, `24/11/2026`, typed or from a calendar that begins on Monday. */
export function DayField({ onChange, ...props }: Props) {
  return (
    <DatesProvider settings={{ locale: 'vi', firstDayOfWeek: 1 }}>
      <DateInput
        {...props}
        valueFormat="DD/MM/YYYY"
        dateParser={(typed) => dayOf(typed) ?? null}
        onChange={(day) => onChange(day ? String(day).slice(0, 10) : null)}
      />
    </DatesProvider>
  );
}

/** Of `24/11/2026` or `24-11-2026`; undefined while it is no day. */
function dayOf(typed: string): string | undefined {
  const [, day = '', month = '', year = ''] = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$/.exec(typed) ?? [];
  if (year === '') return undefined;
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${written}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== written ? undefined : written;
}
