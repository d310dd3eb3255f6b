import { DateInput, DatesProvider } from '../ui/dates.ts';
import '../ui/desk.ts';
import { useWords } from '../words/words.ts';

interface Props {
  label: string;
  /** Local day, `YYYY-MM-DD`; empty: none. */
  value: string;
  onChange: (day: string) => void;
  isRequired?: boolean;
  error?: string | undefined;
}

const HERE = { locale: 'vi', firstDayOfWeek: 1 } as const;

/** A day, typed or picked, as people here write it: `24/11/2026`. */
export function DayField({ label, value, onChange, isRequired = false, error }: Props) {
  const { t } = useWords();
  return (
    <DatesProvider settings={HERE}>
      <DateInput
        label={label}
        valueFormat="DD/MM/YYYY"
        placeholder={t('dayField')}
        maw={220}
        required={isRequired}
        clearable={!isRequired}
        error={error}
        value={value === '' ? null : value}
        onChange={(day) => onChange(day ?? '')}
      />
    </DatesProvider>
  );
}
