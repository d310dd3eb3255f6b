import { DayField } from '../../parts/DayField.tsx';
import { NativeSelect, TextInput } from '../../ui/core.ts';
import { useWords } from '../../words/words.ts';
import { ClockField } from './ClockField.tsx';
import { changed, type LinesProps, without } from './lines.ts';
import { RuleLine } from './RuleLine.tsx';
import { faultAt, type QuietDays } from './rules.ts';

type How = 'silent' | 'ownHours' | 'asUsual';
const HOWS: readonly How[] = ['silent', 'ownHours', 'asUsual'];
const WINDOWS: Record<How, QuietDays['windows']> = {
  silent: [],
  ownHours: [{ from: '06:00', to: '18:00' }],
  asUsual: null,
};

const howOf = ({ windows }: QuietDays): How =>
  windows === null ? 'asUsual' : windows.length === 0 ? 'silent' : 'ownHours';

/** Days without airtime, or with hours of their own. */
export function QuietLines({ value, onChange, error }: LinesProps<QuietDays>) {
  const { t } = useWords('administration');
  return value.map((quiet, line) => {
    const set = (change: Partial<QuietDays>) => onChange(changed(value, line, change));
    return (
      <RuleLine
        key={line}
        number={line + 1}
        fault={faultAt(error, 'days', line)}
        onRemove={() => onChange(without(value, line))}
      >
        <TextInput
          label={t('hours.name')}
          required
          maxLength={120}
          value={quiet.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <DayField label={t('hours.firstDay')} isRequired value={quiet.from} onChange={(day) => set({ from: day })} />
        <DayField label={t('hours.lastDay')} isRequired value={quiet.until} onChange={(day) => set({ until: day })} />
        <HowField quiet={quiet} onChange={(windows) => set({ windows })} />
      </RuleLine>
    );
  });
}

function HowField({ quiet, onChange }: { quiet: QuietDays; onChange: (windows: QuietDays['windows']) => void }) {
  const { t } = useWords('administration');
  const [first, ...others] = quiet.windows ?? [];
  return (
    <>
      <NativeSelect
        label={t('hours.how')}
        value={howOf(quiet)}
        onChange={(event) => onChange(WINDOWS[HOWS.find((how) => how === event.currentTarget.value) ?? 'silent'])}
        data={HOWS.map((how) => ({ value: how, label: t(`hours.${how}`) }))}
      />
      {first && (
        <>
          <ClockField
            label={t('hours.from')}
            value={first.from}
            onChange={(from) => onChange([{ ...first, from }, ...others])}
          />
          <ClockField
            label={t('hours.to')}
            value={first.to}
            onChange={(to) => onChange([{ ...first, to }, ...others])}
          />
        </>
      )}
    </>
  );
}
