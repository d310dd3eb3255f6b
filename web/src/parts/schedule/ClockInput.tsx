import type { ReactNode } from 'react';
import { useState } from 'react';
import { TextInput } from '../../ui/core.ts';

interface Props {
  label: string;
  /** `17:15`; empty while there is none. */
  value: string;
  error?: string | undefined;
  rightSection?: ReactNode;
  size?: string;
  onChange: (time: string) => void;
}

/** A clock time with 24 hours, whatever the language of the browser: `17:15`, also typed as `1715` or `17h15`. */
export function ClockInput({ label, value, error, rightSection, size, onChange }: Props) {
  const [typed, setTyped] = useState<string>();
  return (
    <TextInput
      label={label}
      placeholder="05:15"
      inputMode="numeric"
      autoComplete="off"
      maw={130}
      classNames={{ input: 'digits' }}
      value={typed ?? value}
      error={error}
      rightSection={rightSection}
      {...(size === undefined ? {} : { size })}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        onChange(timeOf(currentTarget.value) ?? '');
      }}
      onBlur={() => setTyped(undefined)}
    />
  );
}

/** Of what was typed; undefined while it is no time. */
function timeOf(typed: string): string | undefined {
  const [, hours = '', minutes = ''] = /^\s*(\d{1,2})\s*[:.hgHG ]?\s*(\d{2})\s*$/.exec(typed) ?? [];
  if (hours === '' || Number(hours) > 23 || Number(minutes) > 59) return undefined;
  return `${hours.padStart(2, '0')}:${minutes}`;
}
