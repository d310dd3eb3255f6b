import { TextInput } from '../../ui/core.ts';
import { wallClock } from './rules.ts';

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  error?: boolean;
}

/** A time by the clock on the wall, `05:00`; `24:00` is the end of the day. */
export function ClockField({ label, value, onChange, error = false }: Props) {
  return (
    <TextInput
      label={label}
      className="digits"
      w={96}
      required
      inputMode="numeric"
      placeholder="05:00"
      error={error}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onBlur={() => onChange(wallClock(value))}
    />
  );
}
